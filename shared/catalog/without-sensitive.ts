import type { Catalog } from '../contracts/catalog.ts';
import { tableId } from '../contracts/catalog.ts';
import type { Introspected } from './build-catalog.ts';
import { withoutProfile } from './without-profile.ts';

/**
 * What was introspected without the profiles of columns that have been marked sensitive since; undefined when there
 * are none.
 */
export function withoutSensitive(introspected: Introspected, { tables }: Catalog): Introspected | undefined {
  const sensitive = new Set(
    tables.flatMap((table) =>
      table.columns.flatMap((column) => (column.sensitive ? `${tableId(table)}.${column.name}` : [])),
    ),
  );
  let hasChanged = false;
  const stripped = introspected.tables.map((table) => ({
    ...table,
    columns: table.columns.map((column) => {
      if (!sensitive.has(`${tableId(table)}.${column.name}`)) return column;
      const bare = withoutProfile(column);
      hasChanged ||= Object.keys(bare).length < Object.keys(column).length;
      return bare;
    }),
  }));
  return hasChanged ? { ...introspected, tables: stripped } : undefined;
}
