import { createHash } from 'node:crypto';
import type { Column, Row } from '../../contracts/rows.ts';
import { comparableCells } from '../../platform/comparable-cells.ts';

/**
 * The same for two results that say the same: rows in any order, columns in any order and under any name, numbers
 * however they are written.
 */
export function rowsDigest(columns: readonly Column[], rows: readonly Row[]): string {
  const cellsOf = comparableCells(columns);
  const lines = rows.map((row) => JSON.stringify(cellsOf(row).sort()));
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}
