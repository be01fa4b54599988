import { type Catalog, type CatalogTable, tableId } from '../contracts/catalog.ts';
import type { Policy } from '../contracts/policy.ts';
import { visibleCatalog } from './visible-catalog.ts';

/** A table as the guard takes it. `partial`: it has columns that are not shown, so `*` and whole rows say too much. */
interface ScopedTable extends CatalogTable {
  readonly partial: boolean;
}

/** What SQL may name: the tables and columns that a policy shows; nothing where there is no catalogue. */
export function guardScope(
  catalog: Catalog | undefined,
  policy: Policy,
): { readonly tables: readonly ScopedTable[] } {
  if (!catalog) return { tables: [] };
  const whole = new Map(catalog.tables.map((table) => [tableId(table), table.columns.length]));
  return {
    tables: visibleCatalog(catalog, policy).tables.map((table) => ({
      ...table,
      partial: whole.get(tableId(table)) !== table.columns.length,
    })),
  };
}
