import type { Relationship } from '../contracts/catalog.ts';
import type { Doubt } from '../contracts/intent.ts';
import type { SearchResult } from './search-index.ts';

/** Fewer of the question's words found in the tables shown than that, and the match is weak. */
const LEAST_FOUND = 0.34;

/** The cheap signals that one query may not be enough: seen in what search found, without asking a model. */
export function doubtsOf(
  { words, hits }: SearchResult,
  shown: ReadonlySet<string>,
  relationships: readonly Relationship[],
): Doubt[] {
  const gains = hits.filter(({ id }) => shown.has(id)).map((hit) => hit.gains);
  const found = words.filter((_, at) => gains.some((gain) => (gain[at] ?? 0) > 0));
  const isWeak = words.length > 0 && found.length / words.length < LEAST_FOUND;
  return [
    ...(isWeak ? (['weak-match'] as const) : []),
    ...(joinsSeveralWays(shown, relationships) ? (['several-joins'] as const) : []),
  ];
}

/** Whether two of the tables join by more than one relationship: an order's sender and receiver, say. */
function joinsSeveralWays(shown: ReadonlySet<string>, relationships: readonly Relationship[]): boolean {
  const pairs = relationships
    .filter(({ table, refTable }) => table !== refTable && shown.has(table) && shown.has(refTable))
    .map(({ table, refTable }) => [table, refTable].sort().join(' '));
  return new Set(pairs).size < pairs.length;
}
