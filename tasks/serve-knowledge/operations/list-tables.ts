import { type CatalogTable, tableId } from '../../../shared/contracts/catalog.ts';
import { json } from '../../../shared/http/http-response.ts';
import { pageOf } from '../../../shared/http/page-of.ts';
import type { Operation } from '../operation.ts';
import { requireCatalog } from '../require-source.ts';
import { tablePath } from '../source-links.ts';

export const listTables: Operation<'listTables'> = async ({ params, query, principal }, dependencies) => {
  const { source, builtAt, tables } = await requireCatalog(params.source, principal, dependencies);
  const { database, q } = query;
  const wanted = tables.filter(
    (table) =>
      (database === undefined || table.schema === database) && (q === undefined || speaksOf(table, q)),
  );
  const listing = JSON.stringify(['tables', source, database, q]);
  const { items, nextCursor } = pageOf(wanted, tableId, { ...query, listing });
  return json(200, { source, builtAt, tables: items.map((table) => summary(source, table)), nextCursor });
};

function speaksOf({ schema, name, description = '', synonyms = [] }: CatalogTable, text: string): boolean {
  const said = [tableId({ schema, name }), description, ...synonyms];
  return said.some((each) => each.toLowerCase().includes(text.toLowerCase()));
}

function summary(source: string, table: CatalogTable) {
  const { kind, description, synonyms, estimatedRows, columns } = table;
  const id = tableId(table);
  return {
    ...{ table: id, kind, description, synonyms, estimatedRows },
    columns: columns.length,
    links: { self: tablePath(source, id) },
  };
}
