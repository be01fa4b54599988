import type { Column, Row } from '../contracts/rows.ts';

/** Digits that count of a number: sums of the same figures in another order differ beyond them. */
const DIGITS = 12;
const NUMBERS = /^(int|float|numeric|decimal|double|real|smallint|bigint|money)/;

/** A row's values as texts that are the same for the same values, however a number is written. */
export function comparableCells(columns: readonly Column[]): (row: Row) => string[] {
  const isNumber = columns.map(({ type }) => NUMBERS.test(type));
  return (row) => row.map((cell, index) => normal(cell, isNumber[index] ?? false));
}

function normal(cell: unknown, isNumber: boolean): string {
  const number = isNumber && cell !== null ? Number(cell) : Number.NaN;
  if (Number.isFinite(number)) return String(Number(number.toPrecision(DIGITS)));
  return JSON.stringify(cell) ?? '';
}
