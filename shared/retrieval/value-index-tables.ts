import { type Catalog, tableId } from '../contracts/catalog.ts';
import type { ValueHit } from './value-index.ts';

/** Hits worse than that bring no table of their own. */
const LEAST_SCORE = 0.5;
const MOST_ADDED = 2;

/**
 * The tables found, and for words of the question that name a value of none of them the table that holds it best:
 * those that were found last make room.
 */
export function withValueTables(
  found: readonly number[],
  hits: readonly ValueHit[],
  catalog: Catalog,
  limit: number,
): number[] {
  const positions = new Map(catalog.tables.map((table, position) => [tableId(table), position]));
  const placed = new Set(found);
  const added = new Set<number>();
  for (const { matched, table, score } of hits) {
    const position = positions.get(table);
    const isPlaced = hits.some(
      (other) => other.matched === matched && placed.has(positions.get(other.table) ?? -1),
    );
    if (position === undefined || score < LEAST_SCORE || isPlaced || added.size === MOST_ADDED) continue;
    placed.add(position);
    added.add(position);
  }
  return [...found.slice(0, Math.max(1, limit - added.size)), ...added];
}
