import type { StoredObject, StoredObjects } from './stored-objects.ts';

export interface ListRequest {
  readonly prefix?: string;
  readonly delimiter?: string;
  readonly maxKeys?: number;
  readonly startAfter?: string;
  readonly marker?: string;
}

export interface ObjectList {
  readonly objects: StoredObject[];
  readonly commonPrefixes: string[];
  readonly isTruncated: boolean;
}

const MOST_KEYS = 1_000;
const PAGE = 250;
/** Behind every key that begins with what stands before it. */
const LAST = '\u{10FFFF}';

/** A page of a bucket, in the order of the keys' bytes as S3 has it; keys with a common prefix count as one. */
export function listObjects(stored: StoredObjects, request: ListRequest = {}): ObjectList {
  const { maxKeys = MOST_KEYS } = request;
  const objects: StoredObject[] = [];
  const commonPrefixes: string[] = [];
  for (const entry of entries(stored, request)) {
    if (objects.length + commonPrefixes.length >= maxKeys)
      return { objects, commonPrefixes, isTruncated: true };
    if (typeof entry === 'string') commonPrefixes.push(entry);
    else objects.push(entry);
  }
  return { objects, commonPrefixes, isTruncated: false };
}

/** Objects, and for those that share one their common prefix, once. */
function* entries(stored: StoredObjects, request: ListRequest): Generator<StoredObject | string> {
  const { prefix = '', delimiter } = request;
  const start = request.startAfter || request.marker || '';
  // A page that ended with a common prefix is followed by what comes behind all its keys.
  let after = start !== '' && start === commonPrefix(start, prefix, delimiter) ? start + LAST : start;
  for (;;) {
    const page = stored.list(prefix, after, PAGE);
    if (page.length === 0) return;
    for (const object of page) {
      const common = commonPrefix(object.key, prefix, delimiter);
      yield common ?? object;
      after = common === undefined ? object.key : common + LAST;
      if (common !== undefined) break;
    }
  }
}

function commonPrefix(key: string, prefix: string, delimiter: string | undefined): string | undefined {
  const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
  return delimiter && end >= 0 ? key.slice(0, end + delimiter.length) : undefined;
}
