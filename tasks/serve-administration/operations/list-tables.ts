import { tableId } from '../../../shared/contracts/catalog.ts';
import { json } from '../../../shared/http/http-response.ts';
import type { Operation } from '../operation.ts';
import { requireCatalog } from '../require-catalog.ts';
import { tablePath } from '../source-summary.ts';

export const listTables: Operation<'listTables'> = async ({ params, principal }, dependencies) => {
  const { source, builtAt, tables } = await requireCatalog(params.source, principal, dependencies);
  return json(200, {
    source,
    builtAt,
    tables: tables.map((table) => ({
      table: tableId(table),
      kind: table.kind,
      description: table.description,
      estimatedRows: table.estimatedRows,
      columns: table.columns.length,
      links: { self: tablePath(source, tableId(table)) },
    })),
  });
};
