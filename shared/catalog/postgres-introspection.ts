import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { type CatalogColumn, type CatalogTable, Relationship } from '../contracts/catalog.ts';
import { ColumnRow, knownValues, valueRange } from './column-profile.ts';

const read = (name: string) => readFileSync(new URL(`./${name}.sql`, import.meta.url), 'utf8');
const TABLES_SQL = read('introspect-postgres');
const KEYS_SQL = read('introspect-postgres-keys');

const TableRow = z.object({
  schema: z.string(),
  name: z.string(),
  kind: z.enum(['table', 'view']),
  description: z.string().nullable(),
  estimatedRows: z.number(),
  primaryKey: z.array(z.string()),
  columns: z.array(ColumnRow),
});

const KeyRow = z.object(Relationship.omit({ origin: true }).shape);

/** Runs SQL of ours with parameters; rows come as objects. */
export type RunIntrospection = (sql: string, parameters: readonly unknown[]) => Promise<readonly unknown[]>;

/** What the database itself says about the tables of these schemas, in two queries. */
export async function introspectPostgres(run: RunIntrospection, schemas: readonly string[]) {
  const tables = z.array(TableRow).parse(await run(TABLES_SQL, [schemas]));
  const keys = z.array(KeyRow).parse(await run(KEYS_SQL, [schemas]));
  return {
    tables: tables.map(toTable),
    foreignKeys: keys.map((key): Relationship => ({ ...key, origin: 'foreign-key' })),
  };
}

function toTable({ description, columns, ...table }: z.infer<typeof TableRow>): CatalogTable {
  return {
    ...table,
    ...(description && { description }),
    columns: columns.map((column) => toColumn(column, table.estimatedRows)),
  };
}

function toColumn(column: ColumnRow, estimatedRows: number): CatalogColumn {
  const { name, type, nullable, description } = column;
  return {
    name,
    type,
    nullable,
    ...(description && { description }),
    ...knownValues(column, estimatedRows),
    ...valueRange(column),
  };
}
