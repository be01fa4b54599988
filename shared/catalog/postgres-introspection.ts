import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { type CatalogColumn, type CatalogTable, Relationship, tableId } from '../contracts/catalog.ts';
import { type ColumnRow, profileOf } from './column-profile.ts';
import { fillFromSamples, type MayProfile, type SampledDatabase } from './postgres-sample.ts';
import { TableRow } from './table-row.ts';

const read = (name: string) => readFileSync(new URL(`./${name}.sql`, import.meta.url), 'utf8');
const TABLES_SQL = read('introspect-postgres');
const KEYS_SQL = read('introspect-postgres-keys');

const KeyRow = z.object(Relationship.omit({ origin: true }).shape);

/** Runs SQL of ours with parameters; rows come as objects. */
export type RunIntrospection = (sql: string, parameters: readonly unknown[]) => Promise<readonly unknown[]>;

interface ProfileOptions {
  /** Columns of which nothing is kept but name, type and comment. All may be profiled when left out. */
  readonly mayProfile?: MayProfile;
  /** Where tables without statistics are sampled; left out, they stay without a profile. */
  readonly sampled?: SampledDatabase;
}

/** What the database itself says about the tables of these schemas, in two queries and no scan. */
export async function introspectPostgres(
  run: RunIntrospection,
  schemas: readonly string[],
  { mayProfile = () => true, sampled }: ProfileOptions = {},
) {
  const tables = z.array(TableRow).parse(await run(TABLES_SQL, [schemas]));
  const keys = z.array(KeyRow).parse(await run(KEYS_SQL, [schemas]));
  const filled = sampled ? await fillFromSamples(tables, sampled, mayProfile) : tables;
  return {
    tables: filled.map((table) => toTable(table, mayProfile)),
    foreignKeys: keys.map((key): Relationship => ({ ...key, origin: 'foreign-key' })),
  };
}

function toTable(
  { description, columns, stored: _, ...table }: TableRow,
  mayProfile: MayProfile,
): CatalogTable {
  return {
    ...table,
    ...(description && { description }),
    columns: columns.map((column) => ({
      ...describe(column),
      ...(mayProfile(tableId(table), column.name) && profileOf(column, table.estimatedRows)),
    })),
  };
}

function describe({ name, type, nullable, description }: ColumnRow): CatalogColumn {
  return { name, type, nullable, ...(description && { description }) };
}
