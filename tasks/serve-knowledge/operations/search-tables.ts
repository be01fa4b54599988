import { json } from '../../../shared/http/http-response.ts';
import type { Operation } from '../operation.ts';
import { requireCatalog } from '../require-source.ts';
import { tablePath } from '../source-links.ts';

export const searchTables: Operation<'searchTables'> = async ({ params, query, principal }, dependencies) => {
  const catalog = await requireCatalog(params.source, principal, dependencies);
  const { source, builtAt } = catalog;
  const found = await dependencies.findTables(catalog, query.q, query.limit);
  const tables = found.map((each) => ({ ...each, links: { self: tablePath(source, each.table) } }));
  return json(200, { source, builtAt, tables });
};
