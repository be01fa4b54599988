import { InvalidCursor } from '../../shared/jobs/cursor.ts';

/** Points at one row of one question's snapshot; the snapshot never changes, so the cursor stays good. */
export function writeRowCursor(jobId: string, row: number): string {
  return Buffer.from(`${jobId}:${row}`).toString('base64url');
}

/** The row a cursor points at. Throws InvalidCursor for one that is not of this question. */
export function readRowCursor(cursor: string, jobId: string): number {
  const [id, row = ''] = Buffer.from(cursor, 'base64url').toString().split(':');
  if (id !== jobId || !/^\d{1,9}$/.test(row)) throw new InvalidCursor();
  return Number(row);
}
