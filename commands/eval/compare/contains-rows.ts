import { type Cell, orderCells, sameCell } from './cell.ts';

type CellRow = readonly Cell[];

/** Beyond this, rows that differ only in close numbers are paired in their order alone. */
const MOST_TRIED = 500;

/** Whether `pool` holds every one of `rows`, each as often as it comes. */
export function containsRows(pool: readonly CellRow[], rows: readonly CellRow[]): boolean {
  const pools = byTexts(pool);
  return [...byTexts(rows)].every(([texts, some]) => holds(pools.get(texts) ?? [], some));
}

/** Rows by the texts in them: within one part, only numbers differ. */
function byTexts(rows: readonly CellRow[]): Map<string, CellRow[]> {
  const parts = new Map<string, CellRow[]>();
  for (const row of rows) {
    const texts = JSON.stringify(row.map((cell) => (typeof cell === 'number' ? 0 : cell)));
    const part = parts.get(texts);
    if (part) part.push(row);
    else parts.set(texts, [row]);
  }
  return parts;
}

function holds(pool: readonly CellRow[], rows: readonly CellRow[]): boolean {
  if (rows.length > pool.length) return false;
  return holdsInOrder(pool, rows) || (pool.length <= MOST_TRIED && holdsSomehow(pool, rows));
}

function holdsInOrder(pool: readonly CellRow[], rows: readonly CellRow[]): boolean {
  const sorted = pool.toSorted(orderRows);
  let at = 0;
  return rows.toSorted(orderRows).every((row) => {
    while (at < sorted.length && !sameRow(sorted[at] ?? [], row)) at++;
    return at++ < sorted.length;
  });
}

/** Numbers that are nearly equal may stand in another order on the two sides. */
function holdsSomehow(pool: readonly CellRow[], rows: readonly CellRow[]): boolean {
  const left = [...pool];
  return rows.every((row) => {
    const at = left.findIndex((other) => sameRow(other, row));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

function sameRow(a: CellRow, b: CellRow): boolean {
  return a.length === b.length && a.every((cell, index) => sameCell(cell, b[index] ?? ''));
}

function orderRows(a: CellRow, b: CellRow): number {
  for (const [index, cell] of a.entries()) {
    const order = orderCells(cell, b[index] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}
