import { PAGE_ROWS, Row, type Snapshot } from '../../shared/contracts/rows.ts';
import type { Dependencies } from './operation.ts';

/**
 * Up to `limit` rows from the given one on, read from the snapshot by byte range: only the pages they lie in.
 * Undefined when the snapshot is no longer kept.
 */
export async function readRows(
  objects: Dependencies['objects'],
  { key, pageOffsets, rowCount }: Snapshot,
  from: number,
  limit: number = PAGE_ROWS,
): Promise<Row[] | undefined> {
  const until = Math.min(from + limit, rowCount);
  if (until <= from) return [];
  const firstPage = Math.floor(from / PAGE_ROWS);
  const start = pageOffsets[firstPage] ?? 0;
  const end = pageOffsets[Math.ceil(until / PAGE_ROWS)] ?? pageOffsets.at(-1) ?? 0;
  const text = await objects.getRange(key, start, end);
  if (text === undefined) return undefined;
  const lines = text.split('\n').filter((line) => line !== '');
  const skipped = firstPage * PAGE_ROWS;
  return lines.slice(from - skipped, until - skipped).map((line) => Row.parse(JSON.parse(line)));
}
