import * as z from 'zod';
import { sourceLogin } from '../../shared/authorisation/database-login.ts';
import { buildCatalog } from '../../shared/catalog/build-catalog.ts';
import { introspectPostgres } from '../../shared/catalog/postgres-introspection.ts';
import type { Configuration } from '../../shared/contracts/configuration.ts';
import { findSource } from '../../shared/platform/find-source.ts';
import { buildTableIndex } from '../../shared/retrieval/table-index.ts';
import { catalogs, configuration, engineFor, index, logger, models, publish } from './dependencies.ts';

/** One source, or all of them: a scheduled event names none. */
const RefreshEvent = z.object({ source: z.string().optional() }).catch({});

/** Reads what the databases say of themselves. A source that fails keeps its last good catalogue. */
export async function handler(event: unknown) {
  const { value } = await configuration.current();
  const named = RefreshEvent.parse(event).source;
  if (named !== undefined) findSource(value, named);
  const names = named === undefined ? Object.keys(value.sources) : [named];
  const outcomes = await Promise.allSettled(names.map((name) => refresh(value, name)));
  const failed = names.filter((_, index) => outcomes[index]?.status === 'rejected');
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected')
      logger.error('A source was not refreshed.', { error: String(outcome.reason) });
  }
  if (failed.length > 0) throw new Error(`Not refreshed: ${failed.join(', ')}`);
  return { refreshed: names };
}

async function refresh(value: Configuration, name: string): Promise<void> {
  const source = findSource(value, name);
  const engine = await engineFor(source, sourceLogin(source));
  const introspected = await introspectPostgres(engine.introspect, source.schemas);
  const catalog = buildCatalog(name, introspected, new Date().toISOString());
  const { failure } = await buildTableIndex(index, catalog, models.embedding(value.models.embedding));
  if (failure !== undefined) {
    logger.error('Tables are searched by words alone: the embedding model failed.', {
      error: String(failure),
    });
  }
  await catalogs.save(catalog);
  await publish({
    detailType: 'Catalog Refreshed',
    detail: {
      schemaVersion: 1,
      eventId: `${name}:${catalog.version}:${catalog.builtAt}`,
      at: catalog.builtAt,
      source: name,
      tables: catalog.tables.length,
      links: { self: `/v1/sources/${name}` },
    },
  });
}
