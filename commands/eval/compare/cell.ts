/** A value as it is compared: numbers, however they are written, as numbers; everything else as text. */
export type Cell = number | string;

/** What adding up in another order, or another type, may change of a number. */
const RELATIVE = 1e-6;
/** What is left of a zero after floating-point sums. */
const ABSOLUTE = 1e-9;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

export function cellOf(value: unknown): Cell {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return NUMBER.test(value) ? Number(value) : value;
  // A text "null" is no null.
  return value === null || value === undefined ? '\u0000null' : JSON.stringify(value);
}

export function sameCell(a: Cell, b: Cell): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return a === b;
  const difference = Math.abs(a - b);
  return difference <= ABSOLUTE || difference <= RELATIVE * Math.max(Math.abs(a), Math.abs(b));
}

/** Numbers before texts, both upwards. */
export function orderCells(a: Cell, b: Cell): number {
  if (typeof a === 'number') return typeof b === 'number' ? a - b : -1;
  if (typeof b === 'number') return 1;
  return a < b ? -1 : Number(a > b);
}
