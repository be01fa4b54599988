import { type Column, PAGE_ROWS, type Row, type Snapshot } from '../contracts/rows.ts';
import type { ObjectStore } from '../platform/object-store.ts';

interface Result {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly truncated: boolean;
}

/** Keeps a result as one object of JSON lines, a row a line, with the offsets of its pages. */
export async function writeSnapshot(
  objects: ObjectStore,
  jobId: string,
  { columns, rows, truncated }: Result,
  ranAt: string,
): Promise<Snapshot> {
  const lines = rows.map((row) => Buffer.from(`${JSON.stringify(row)}\n`));
  const body = Buffer.concat(lines);
  const key = `jobs/${jobId}/rows.jsonl`;
  await objects.put(key, body, 'application/x-ndjson');
  return {
    key,
    columns: [...columns],
    rowCount: rows.length,
    truncated,
    pageOffsets: pageOffsets(lines),
    ranAt,
  };
}

function pageOffsets(lines: readonly Buffer[]): number[] {
  const offsets: number[] = [];
  let offset = 0;
  lines.forEach((line, index) => {
    if (index % PAGE_ROWS === 0) offsets.push(offset);
    offset += line.length;
  });
  return [...offsets, offset];
}

/** The rows of one page, counted from 0; empty past the end, undefined when the snapshot has been removed. */
export async function readPage(
  objects: ObjectStore,
  { key, pageOffsets: offsets }: Snapshot,
  page: number,
): Promise<Row[] | undefined> {
  const start = offsets[page];
  const end = offsets[page + 1];
  if (start === undefined || end === undefined) return [];
  const text = await objects.getRange(key, start, end);
  return text
    ?.split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
