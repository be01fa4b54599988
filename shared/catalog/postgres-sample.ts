import { hasProfile } from './column-profile.ts';

import { type Sample, sampleStatistics } from './sample-profile.ts';
import type { TableRow } from './table-row.ts';

/** What is asked of the database that is sampled: read-only, one statement, under a time limit, capped. */
export interface SampledDatabase {
  explain(sql: string, statementMs: number): Promise<{ readonly rows: number }>;
  run(
    sql: string,
    limits: { readonly rows: number; readonly bytes: number; readonly statementMs: number },
  ): Promise<{ readonly rows: readonly (readonly unknown[])[]; readonly truncated: boolean }>;
}

/** Which columns may be profiled at all, by table (schema.name) and name. */
export type MayProfile = (table: string, column: string) => boolean;

/** A table is given up after this long: a catalogue without its values is better than a database kept busy. */
const STATEMENT_MS = 2_000;
const MOST_TABLES = 500;
const MOST_ROWS = 5_000;
const MOST_VALUES = 100_000;
const MOST_BYTES = 5_000_000;
/** One more than the longest value that is kept: a longer one shows itself by its length. */
const LONGEST = 61;

/**
 * Fills in the statistics of tables that the planner knows nothing of, from a bounded sample of each. A table that
 * can't be sampled in time stays without.
 */
export async function fillFromSamples(
  tables: readonly TableRow[],
  database: SampledDatabase,
  mayProfile: MayProfile,
): Promise<TableRow[]> {
  const filled: TableRow[] = [];
  let sampled = 0;
  for (const table of tables) {
    const columns = table.columns.filter(
      (column) => hasProfile(column) && mayProfile(`${table.schema}.${table.name}`, column.name),
    );
    const isWanted = hasNoStatistics(table) && columns.length > 0 && sampled < MOST_TABLES;
    if (isWanted) sampled += 1;
    filled.push(isWanted ? await fillTable(table, columns, database) : table);
  }
  return filled;
}

/** An empty table that was analysed has no statistics either; there is nothing to sample in it. */
const hasNoStatistics = ({ stored, estimatedRows, columns }: TableRow) =>
  stored && estimatedRows !== 0 && columns.every(({ distinct }) => distinct === null);

async function fillTable(
  table: TableRow,
  columns: TableRow['columns'],
  database: SampledDatabase,
): Promise<TableRow> {
  const sample = await takeSample(table, columns, database).catch(() => undefined);
  if (!sample) return table;
  const estimatedRows = sample.whole ? sample.rows.length : table.estimatedRows;
  if (sample.rows.length === 0) return { ...table, estimatedRows };
  const positions = new Map(columns.map(({ name }, position) => [name, position]));
  return {
    ...table,
    estimatedRows,
    columns: table.columns.map((column) => {
      const position = positions.get(column.name);
      return position === undefined ? column : { ...column, ...sampleStatistics(sample, position) };
    }),
  };
}

async function takeSample(
  { schema, name }: TableRow,
  columns: TableRow['columns'],
  database: SampledDatabase,
): Promise<Sample> {
  const from = `${quote(schema)}.${quote(name)}`;
  const { rows: estimatedRows } = await database.explain(`SELECT 1 FROM ${from}`, STATEMENT_MS);
  const most = Math.max(1, Math.min(MOST_ROWS, Math.floor(MOST_VALUES / columns.length)));
  const isSmall = estimatedRows <= most;
  const percent = Math.min(100, (100 * most) / Math.max(estimatedRows, 1));
  // Repeatable: the same rows make the same catalogue.
  const chosen = isSmall ? '' : ` TABLESAMPLE SYSTEM (${percent.toFixed(6)}) REPEATABLE (1)`;
  const values = columns.map((column) => `left(${quote(column.name)}::text, ${LONGEST})`).join(', ');
  const { rows, truncated } = await database.run(`SELECT ${values} FROM ${from}${chosen}`, {
    rows: most,
    bytes: MOST_BYTES,
    statementMs: STATEMENT_MS,
  });
  return { rows, whole: isSmall && !truncated, estimatedRows };
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
