import { createHash } from 'node:crypto';
import { readCursor, writeCursor } from '../jobs/cursor.ts';

interface PageWish {
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** Names the list with all that filters it: a cursor of another list is refused. */
  readonly listing: string;
}

/**
 * One page of a list that is at hand as a whole, in the order of its keys, which are unique. A cursor names the key
 * it comes after, so that it stays good when the list changes. Throws InvalidCursor.
 */
export function pageOf<T>(items: readonly T[], keyOf: (item: T) => string, wish: PageWish) {
  const { limit, cursor } = wish;
  const listing = createHash('sha256').update(wish.listing).digest('base64url').slice(0, 16);
  const after = readCursor(cursor, 'listing', listing)?.after;
  const rest = items
    .map((item) => ({ item, key: keyOf(item) }))
    .filter(({ key }) => after === undefined || key > String(after))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const page = rest.slice(0, limit);
  const last = rest.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(({ item }) => item),
    ...(last && { nextCursor: writeCursor({ listing, after: last.key }) }),
  };
}
