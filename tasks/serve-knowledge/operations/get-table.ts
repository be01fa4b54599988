import { type Catalog, type CatalogTable, tableId } from '../../../shared/contracts/catalog.ts';
import { problem } from '../../../shared/http/http-problem.ts';
import { json } from '../../../shared/http/http-response.ts';
import type { Operation } from '../operation.ts';
import { requireCatalog } from '../require-source.ts';
import { sourcePath, tablePath } from '../source-links.ts';

export const getTable: Operation<'getTable'> = async ({ params, principal }, dependencies) => {
  const catalog = await requireCatalog(params.source, principal, dependencies);
  const table = findTable(catalog, params.table);
  const id = tableId(table);
  return json(200, {
    ...table,
    relationships: catalog.relationships.filter((each) => each.table === id || each.refTable === id),
    links: { self: tablePath(catalog.source, id), source: sourcePath(catalog.source) },
  });
};

/** By schema.name, or by the name alone where only one table bears it. */
function findTable({ tables }: Catalog, name: string): CatalogTable {
  const qualified = tables.filter((table) => tableId(table) === name);
  const [found, another] = qualified.length > 0 ? qualified : tables.filter((table) => table.name === name);
  if (found && !another) return found;
  throw problem(
    'NotFound',
    found ? 'More than one schema has a table of that name: write schema.table.' : 'There is no such table.',
  );
}
