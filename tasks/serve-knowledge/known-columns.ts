import { type Catalog, tableId } from '../../shared/contracts/catalog.ts';
import { invalid } from '../../shared/http/http-problem.ts';

/** Throws InvalidRequest, naming the field, when the catalogue shows no such table or not all of these columns. */
export function requireColumns(
  catalog: Catalog,
  { table, columns = [] }: { readonly table: string; readonly columns?: readonly string[] },
  fields: { readonly table: string; readonly columns: string },
): void {
  const found = catalog.tables.find((each) => tableId(each) === table);
  if (!found) throw invalid([{ field: fields.table, message: `There is no table ${table}.` }]);
  const missing = columns.find((column) => !found.columns.some(({ name }) => name === column));
  if (missing === undefined) return;
  throw invalid([{ field: fields.columns, message: `${table} has no column ${missing}.` }]);
}
