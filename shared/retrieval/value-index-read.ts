import * as z from 'zod';
import type { Catalog } from '../contracts/catalog.ts';
import type { ValueIndexLimits } from '../contracts/configuration.ts';
import type { ColumnValues } from './value-index-build.ts';
import {
  distinctSql,
  tableOf,
  textColumnsSql,
  type ValueColumn,
  valueColumns,
} from './value-index-columns.ts';

interface RunLimits {
  readonly rows: number;
  readonly bytes: number;
  readonly statementMs: number;
}

/** Runs SQL of ours under one login, read-only, in time and within bounds; rows are arrays. */
export type ReadRows = (
  sql: string,
  limits: RunLimits,
) => Promise<{ readonly rows: readonly (readonly unknown[])[]; readonly truncated: boolean }>;

/** Why a column has no part in an index. */
export type LeftOut = 'too many values' | 'no room' | 'no time' | 'failed';

export interface ReadValues {
  readonly columns: readonly ColumnValues[];
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>;
}

/** Errors of one column: others may still be read. All else is about the login or the database as a whole. */
const OF_A_COLUMN = new Set([
  'NotAuthorised',
  'StatementTimeout',
  'EngineBusy',
  'TooExpensive',
  'UnknownRelation',
  'UnknownColumn',
  'SqlSyntaxError',
  'TypeMismatch',
]);
const AT_ONCE = 3;
/** The names of more text columns than any catalogue that fits into memory has. */
const MANY_COLUMNS = { rows: 200_000, bytes: 40_000_000 };
const ColumnRow = z.tuple([z.string(), z.string(), z.string()]);
const toColumn = ([schema, table, column]: z.infer<typeof ColumnRow>): ValueColumn => ({
  schema,
  table,
  column,
});
/** What a row takes beyond its value, as the engine counts: brackets and quotes, every character escaped at worst. */
const ROW_BYTES = 16;
const ESCAPED = 6;

/**
 * The different values of a catalogue's text columns as one login sees them, within bounds. Throws what the database
 * failed with when the failure is not a single column's, or when every column failed.
 */
export async function readValues(
  catalog: Catalog,
  readRows: ReadRows,
  limits: ValueIndexLimits,
  now: () => number = Date.now,
): Promise<ReadValues> {
  const deadline = now() + limits.seconds * 1000;
  const wanted = await columnsToRead(catalog, readRows, limits);
  const outcomes = await eachOf(wanted, (column) =>
    now() < deadline ? readColumn(column, readRows, limits) : Promise.resolve('no time' as const),
  );
  const failures = outcomes.filter((outcome) => outcome instanceof Error);
  if (failures[0] && failures.length === wanted.length) throw failures[0];
  return withinBytes(wanted, outcomes, limits.bytes);
}

async function columnsToRead(
  catalog: Catalog,
  readRows: ReadRows,
  { perColumn, statementSeconds }: ValueIndexLimits,
): Promise<ValueColumn[]> {
  if (perColumn === 0 || catalog.tables.length === 0) return [];
  const { rows } = await readRows(textColumnsSql(catalog), {
    ...MANY_COLUMNS,
    statementMs: statementSeconds * 1000,
  });
  return valueColumns(catalog, z.array(ColumnRow).parse(rows).map(toColumn), perColumn);
}

async function readColumn(
  column: ValueColumn,
  readRows: ReadRows,
  limits: ValueIndexLimits,
): Promise<string[] | LeftOut | Error> {
  const rows = limits.perColumn + 1;
  try {
    const found = await readRows(distinctSql(column, limits), {
      rows,
      bytes: limits.bytes * ESCAPED + rows * ROW_BYTES,
      statementMs: limits.statementSeconds * 1000,
    });
    if (found.truncated) return 'no room';
    if (found.rows.length > limits.perColumn) return 'too many values';
    return found.rows.flatMap(([value]) => (isUsable(value, limits.characters) ? value : []));
  } catch (error) {
    if (error instanceof Error && OF_A_COLUMN.has(error.name)) return error;
    throw error;
  }
}

/** A value that can stand on one line of a prompt as it is stored: nothing invisible, no broken pair of units. */
function isUsable(value: unknown, characters: number): value is string {
  if (typeof value !== 'string' || value.trim() === '' || value.length > characters) return false;
  return value.isWellFormed() && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value);
}

/** Whole columns, in order, as long as there is room: half of one would say that its other values are not there. */
function withinBytes(
  wanted: readonly ValueColumn[],
  outcomes: readonly (string[] | LeftOut | Error)[],
  bytes: number,
): ReadValues {
  const columns: ColumnValues[] = [];
  const leftOut: Partial<Record<LeftOut, number>> = {};
  let room = bytes;
  wanted.forEach((column, index) => {
    const outcome = outcomes[index] ?? 'failed';
    const size = Array.isArray(outcome)
      ? outcome.reduce((sum, value) => sum + Buffer.byteLength(value), 0)
      : 0;
    if (Array.isArray(outcome) && size <= room) {
      room -= size;
      columns.push({ table: tableOf(column), column: column.column, values: outcome });
      return;
    }
    const reason = Array.isArray(outcome) ? 'no room' : outcome instanceof Error ? 'failed' : outcome;
    leftOut[reason] = (leftOut[reason] ?? 0) + 1;
  });
  return { columns, leftOut };
}

/** Runs `work` for each, a few at a time; the first that throws ends it. */
async function eachOf<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}
