import { createHash } from 'node:crypto';
import type { Column, Row } from '../../contracts/rows.ts';

/** Digits that count of a number: sums of the same figures in another order differ beyond them. */
const DIGITS = 12;
const NUMBERS = /^(int|float|numeric|decimal|double|real|smallint|bigint|money)/;

/**
 * The same for two results that say the same: rows in any order, columns in any order and under any name, numbers
 * however they are written.
 */
export function rowsDigest(columns: readonly Column[], rows: readonly Row[]): string {
  const isNumber = columns.map(({ type }) => NUMBERS.test(type));
  const lines = rows.map((row) =>
    JSON.stringify(row.map((cell, index) => normal(cell, isNumber[index] ?? false)).sort()),
  );
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}

function normal(cell: unknown, isNumber: boolean): string {
  const number = isNumber && cell !== null ? Number(cell) : Number.NaN;
  if (Number.isFinite(number)) return String(Number(number.toPrecision(DIGITS)));
  return JSON.stringify(cell) ?? '';
}
