import { createHash } from 'node:crypto';
import { type Column, PAGE_ROWS, Row, type Snapshot } from '../contracts/rows.ts';
import type { ObjectStore } from '../platform/object-store.ts';

interface Result {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly truncated: boolean;
  readonly tied?: boolean;
}

/** A snapshot and the write that makes it readable. */
interface WrittenSnapshot {
  readonly snapshot: Snapshot;
  readonly written: Promise<void>;
}

/** Whose rows they are: of a job, or of one of its lines of work. */
interface Owner {
  readonly jobId: string;
  readonly branch?: string | undefined;
}

/** Where the rows of a job, or of one of its lines of work, lie. */
export const snapshotKey = ({ jobId, branch }: Owner) =>
  `jobs/${jobId}/${branch ? `${branch}-` : ''}rows.jsonl`;

/** Keeps a result as one object of JSON lines, a row a line, with the offsets of its pages. */
export function writeSnapshot(
  objects: ObjectStore,
  { jobId, branch }: Owner,
  { columns, rows, truncated, tied }: Result,
  ranAt: string,
): WrittenSnapshot {
  const lines = rows.map((row) => Buffer.from(`${JSON.stringify(row)}\n`));
  const body = Buffer.concat(lines);
  const snapshot = {
    key: snapshotKey({ jobId, branch }),
    columns: [...columns],
    rowCount: rows.length,
    truncated,
    ...(tied && { tied }),
    sha256: createHash('sha256').update(body).digest('hex'),
    pageOffsets: pageOffsets(lines),
    ranAt,
  };
  return { snapshot, written: objects.put(snapshot.key, body, 'application/x-ndjson') };
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

type Objects = Pick<ObjectStore, 'getRange'>;

/** The rows of one page, counted from 0; empty past the end, undefined when the snapshot has been removed. */
export function readPage(objects: Objects, snapshot: Snapshot, page: number): Promise<Row[] | undefined> {
  return readRows(objects, snapshot, page * PAGE_ROWS, PAGE_ROWS);
}

/**
 * Up to `limit` rows from the given one on, counted from 0, by one read of the pages they lie in. Empty past the end,
 * undefined when the snapshot has been removed.
 */
export async function readRows(
  objects: Objects,
  { key, pageOffsets: offsets, rowCount }: Snapshot,
  from: number,
  limit: number,
): Promise<Row[] | undefined> {
  const until = Math.min(from + limit, rowCount);
  if (until <= from) return [];
  const firstPage = Math.floor(from / PAGE_ROWS);
  const end = offsets[Math.ceil(until / PAGE_ROWS)] ?? offsets.at(-1) ?? 0;
  const text = await objects.getRange(key, offsets[firstPage] ?? 0, end);
  const lines = text?.split('\n').filter((line) => line !== '');
  const skipped = firstPage * PAGE_ROWS;
  return lines?.slice(from - skipped, until - skipped).map((line) => Row.parse(JSON.parse(line)));
}
