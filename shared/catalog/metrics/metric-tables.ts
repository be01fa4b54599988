import { type CatalogTable, tableId } from '../../contracts/catalog.ts';
import { namesIn } from './literals.ts';

/**
 * The tables an expression reads when nobody said: those it names before its columns, or else the one table that
 * has the most of the columns it names. Empty when that leaves it open.
 */
export function tablesOfExpression(sql: string, tables: readonly CatalogTable[]): string[] {
  const names = namesIn(sql);
  const qualified = names.flatMap((parts) => tableBefore(parts, tables) ?? []);
  if (qualified.length > 0) return [...new Set(qualified)];
  const bare = new Set(names.flatMap((parts) => (parts.length === 1 ? parts : [])));
  const counted = tables
    .map((table) => ({
      id: tableId(table),
      count: table.columns.filter(({ name }) => bare.has(name)).length,
    }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const [best, next] = counted;
  return best && best.count > (next?.count ?? 0) ? [best.id] : [];
}

/** `schema.table.column` or `table.column`. */
function tableBefore(parts: readonly string[], tables: readonly CatalogTable[]): string | undefined {
  if (parts.length < 2) return undefined;
  const name = parts.slice(0, -1).join('.');
  return tables
    .map((table) => ({ id: tableId(table), name: table.name }))
    .find((each) => each.id === name || each.name === name)?.id;
}
