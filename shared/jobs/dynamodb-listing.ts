import type { documentsOf } from '../platform/dynamodb-documents.ts';
import { InvalidCursor, readCursor, writeCursor } from './cursor.ts';
import type { Page, PageRequest } from './job-store.ts';

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
  documents: ReturnType<typeof documentsOf>,
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

type ListJobs = (
  listing: Listing,
  page: PageRequest,
) => Promise<Page<{ readonly id: string; readonly createdAt: string }>>;

/** Ids of all open jobs of a kind, by as many pages as there are: old ones that wait must not hide later ones. */
export async function listOpenIds(list: ListJobs, kind: string, createdBefore: string): Promise<string[]> {
  const listing = { index: 'open-jobs', attribute: 'openKind', value: kind, newestFirst: false };
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(listing, { limit: PAGE, ...(cursor && { cursor }) });
    ids.push(...page.items.filter((job) => job.createdAt < createdBefore).map(({ id }) => id));
    cursor = page.cursor;
  } while (cursor);
  return ids;
}
