import type { ValueHit } from './value-index.ts';

/** Hits worse than that bring no table of their own. */
const LEAST_SCORE = 0.5;
const MOST_ADDED = 2;

/**
 * The tables found, and for words of the question that name a value of none of them the table that holds it best:
 * those that were found last make room.
 */
export function withValueTables(
  found: readonly string[],
  hits: readonly ValueHit[],
  known: ReadonlyMap<string, unknown>,
  limit: number,
): string[] {
  const placed = new Set(found);
  const added: string[] = [];
  for (const { matched, table, score } of hits) {
    const isPlaced = hits.some((other) => other.matched === matched && placed.has(other.table));
    if (!known.has(table) || score < LEAST_SCORE || isPlaced || added.length === MOST_ADDED) continue;
    placed.add(table);
    added.push(table);
  }
  return [...found.slice(0, Math.max(1, limit - added.length)), ...added];
}
