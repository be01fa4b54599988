import { type Cell, cellOf } from './cell.ts';
import { columnOrders } from './column-orders.ts';
import { containsRows } from './contains-rows.ts';

type Rows = readonly (readonly unknown[])[];
type CellRows = readonly (readonly Cell[])[];

/** What counts as right beyond the rows of one run of the reference SQL. */
export interface TiedRows {
  /** The reference's rows in its order; rows of one group tie, so that any order of theirs is as good. */
  readonly groups: readonly Rows[];
  /** How many rows are asked for; fewer than there are when a LIMIT cuts through the last group. */
  readonly count: number;
}

/**
 * Whether two results say the same: columns in any order and of any name, rows in any order unless `ordered`,
 * duplicates counted, numbers within a millionth of each other, everything else exactly.
 */
export function sameRows(actual: Rows, expected: Rows, ordered: boolean): boolean {
  const groups = ordered ? expected.map((row) => [row]) : [expected];
  return sameTiedRows(actual, { groups, count: expected.length }, ordered);
}

/** The same where rows tie: of a group that a LIMIT cuts, any rows, or all of them, are right. */
export function sameTiedRows(actual: Rows, { groups, count }: TiedRows, ordered: boolean): boolean {
  const wanted = groups.map(cells);
  const all = wanted.flat();
  if (actual.length !== count && actual.length !== all.length) return false;
  if (actual.length === 0) return true;
  if (actual[0]?.length !== all[0]?.length) return false;
  const given = cells(actual);
  for (const order of columnOrders(given, all)) {
    const arranged = given.map((row) => order.map((column) => row[column] ?? ''));
    if (ordered ? inOrder(arranged, wanted) : inAnyOrder(arranged, wanted)) return true;
  }
  return false;
}

const cells = (rows: Rows): CellRows => rows.map((row) => row.map(cellOf));

function inOrder(given: CellRows, groups: readonly CellRows[]): boolean {
  let from = 0;
  return groups.every((group) => {
    const part = given.slice(from, from + group.length);
    from += group.length;
    return containsRows(group, part);
  });
}

function inAnyOrder(given: CellRows, groups: readonly CellRows[]): boolean {
  const certain = given.length === groups.flat().length ? groups : groups.slice(0, -1);
  return containsRows(groups.flat(), given) && containsRows(given, certain.flat());
}
