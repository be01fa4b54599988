import { type Catalog, type CatalogTable, tableId } from '../contracts/catalog.ts';
import type { CatalogChanges } from '../contracts/events.ts';

/** An event names that many tables of a kind; the counts are of all. */
const MOST_NAMES = 50;

/** What a new catalogue has that the one before it had not, by tables: a changed one has other columns or types. */
export function catalogChanges(before: Catalog | undefined, after: Catalog): CatalogChanges {
  const old = new Map((before?.tables ?? []).map((table) => [tableId(table), table]));
  const added = after.tables.map(tableId).filter((id) => !old.has(id));
  const now = new Set(after.tables.map(tableId));
  const removed = [...old.keys()].filter((id) => !now.has(id));
  const changed = after.tables
    .filter((table) => {
      const earlier = old.get(tableId(table));
      return earlier !== undefined && shapeOf(earlier) !== shapeOf(table);
    })
    .map(tableId);
  return { added: named(added), removed: named(removed), changed: named(changed) };
}

const named = (tables: readonly string[]) => ({ count: tables.length, tables: tables.slice(0, MOST_NAMES) });

const shapeOf = ({ columns, primaryKey }: CatalogTable) =>
  JSON.stringify([columns.map(({ name, type, nullable }) => [name, type, nullable]), primaryKey]);
