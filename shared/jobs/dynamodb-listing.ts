import type { Documents } from '../platform/dynamodb-documents.ts';
import { listOpenKeys } from '../platform/dynamodb-open-keys.ts';
import { InvalidCursor, readCursor, writeCursor } from './cursor.ts';
import type { Page, PageRequest } from './job-store.ts';

/** As many as are read at once. */
const PAGE = 100;

/** The jobs that one value of an index brings together. */
export interface Listing {
  readonly index: string;
  readonly attribute: string;
  readonly value: string;
  readonly newestFirst: boolean;
  /** Only jobs with a smaller id, that is older ones. */
  readonly before?: string;
}

/**
 * Ids of a page of jobs. The indexes keep keys only: jobs are written often, and a wider index would be written each
 * time too. Throws InvalidCursor.
 */
export async function listIds(
  documents: Documents,
  listing: Listing,
  page: PageRequest,
): Promise<Page<string>> {
  const query = documents.query({
    IndexName: listing.index,
    KeyConditionExpression: listing.before === undefined ? '#key = :key' : '#key = :key AND id < :before',
    ExpressionAttributeNames: { '#key': listing.attribute },
    ExpressionAttributeValues: {
      ':key': listing.value,
      ...(listing.before !== undefined && { ':before': listing.before }),
    },
    ScanIndexForward: !listing.newestFirst,
    Limit: page.limit,
    ExclusiveStartKey: readCursor(page.cursor, listing.attribute, listing.value),
  });
  const { Items, LastEvaluatedKey } = await query.catch((error: Error) => {
    throw page.cursor && error.name === 'ValidationException' ? new InvalidCursor() : error;
  });
  const ids = Items.map(({ id }) => String(id));
  return { items: ids, ...(LastEvaluatedKey && { cursor: writeCursor(LastEvaluatedKey) }) };
}

/**
 * Ids of all open jobs of a kind that were made before an ISO time, oldest first. Nothing else of a record is read: one
 * that is out of order must not keep the others from being swept.
 */
export async function listOpenIds(
  documents: Documents,
  kind: string,
  createdBefore: string,
): Promise<string[]> {
  const keys = await listOpenKeys(documents, kind);
  const ids: string[] = [];
  for (let from = 0; from < keys.length; from += PAGE) {
    const items = await documents.getAll(keys.slice(from, from + PAGE).map(({ pk, sk }) => ({ pk, sk })));
    const settled = items.filter(({ createdAt }) => String(createdAt) < createdBefore);
    ids.push(...settled.map(({ id }) => String(id)));
  }
  return ids.sort();
}
