import type { SourceConfiguration } from '../contracts/configuration.ts';
import type { Introspected } from './build-catalog.ts';
import { introspectPostgres, type RunIntrospection } from './postgres-introspection.ts';
import type { MayProfile, SampledDatabase } from './postgres-sample.ts';

interface IntrospectedDatabase extends SampledDatabase {
  readonly introspect: RunIntrospection;
}

type Introspect = (
  database: IntrospectedDatabase,
  schemas: readonly string[],
  options: { readonly mayProfile: MayProfile },
) => Promise<Introspected>;

/** How a database of each engine is asked what is in it. */
const BY_ENGINE: Readonly<Record<SourceConfiguration['engine'], Introspect>> = {
  postgres: (database, schemas, { mayProfile }) =>
    introspectPostgres(database.introspect, schemas, { mayProfile, sampled: database }),
};

/** What the database of a source says of itself. */
export const introspectSource = (
  { engine, schemas }: Pick<SourceConfiguration, 'engine' | 'schemas'>,
  database: IntrospectedDatabase,
  options: { readonly mayProfile: MayProfile },
): Promise<Introspected> => BY_ENGINE[engine](database, schemas, options);
