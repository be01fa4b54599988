import type { Cell } from './cell.ts';
import { containsRows } from './contains-rows.ts';

type CellRow = readonly Cell[];

/** Ways of many columns with the same values multiply; what this many do not show is not the same. */
const MOST_ORDERS = 5_000;

/**
 * The orders in which the columns of `given` could be those of `wanted`: `order[j]` is the column of `given` that
 * stands for column j. Only columns whose values are all found in the other are tried for each other.
 */
export function* columnOrders(given: readonly CellRow[], wanted: readonly CellRow[]): Generator<number[]> {
  const columns = Array.from({ length: wanted[0]?.length ?? 0 }, (_, index) => index);
  const candidates = columns.map((target) => {
    const values = column(wanted, target);
    // The column in the same place is tried first: it mostly is the one.
    const sources = [target, ...columns.filter((source) => source !== target)];
    return sources.filter((source) => containsRows(values, column(given, source)));
  });
  let left = MOST_ORDERS;
  for (const order of assignments(candidates, [])) {
    if (left-- === 0) return;
    yield order;
  }
}

function column(rows: readonly CellRow[], index: number): CellRow[] {
  return rows.map((row) => [row[index] ?? '']);
}

function* assignments(
  candidates: readonly (readonly number[])[],
  chosen: readonly number[],
): Generator<number[]> {
  const next = candidates[chosen.length];
  if (!next) {
    yield [...chosen];
    return;
  }
  for (const source of next) {
    if (!chosen.includes(source)) yield* assignments(candidates, [...chosen, source]);
  }
}
