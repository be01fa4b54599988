import { createHash } from 'node:crypto';
import type { Ending } from '../contracts/job.ts';
import type { Column, Row } from '../contracts/rows.ts';
import { readRows } from '../jobs/snapshot.ts';
import { comparableCells } from '../platform/comparable-cells.ts';
import { InqueryError } from '../platform/inquery-error.ts';
import type { ObjectStore } from '../platform/object-store.ts';
import { ordersRows } from './orders-rows.ts';

/** What two answers are compared by: their rows, or their words where there are no rows. */
export async function answerDigest(
  { snapshot, sql = '', answer = '' }: Ending,
  objects: Pick<ObjectStore, 'getRange'>,
): Promise<string> {
  if (!snapshot) return sha256([answer]);
  const rows = await readRows(objects, snapshot, 0, snapshot.rowCount);
  if (!rows) throw new InqueryError('Internal', 'The rows of this run are not there any more.');
  return resultDigest(snapshot.columns, rows, ordersRows(sql));
}

/** The same for results with the same columns, by name, and the same rows: in any order, unless order is meant. */
export function resultDigest(columns: readonly Column[], rows: readonly Row[], isOrdered: boolean): string {
  const cellsOf = comparableCells(columns);
  const lines = rows.map((row) => JSON.stringify(cellsOf(row)));
  if (!isOrdered) lines.sort();
  return sha256([JSON.stringify(columns.map(({ name }) => name)), ...lines]);
}

function sha256(lines: readonly string[]): string {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(line).update('\n');
  return hash.digest('hex');
}
