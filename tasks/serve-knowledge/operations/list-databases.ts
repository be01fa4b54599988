import { json } from '../../../shared/http/http-response.ts';
import type { Operation } from '../operation.ts';
import { requireCatalog } from '../require-source.ts';
import { sourcePath } from '../source-links.ts';

export const listDatabases: Operation<'listDatabases'> = async ({ params, principal }, dependencies) => {
  const { source, builtAt, tables } = await requireCatalog(params.source, principal, dependencies);
  const databases = [...Map.groupBy(tables, ({ schema }) => schema)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, each]) => ({
      name,
      tables: each.filter(({ kind }) => kind === 'table').length,
      views: each.filter(({ kind }) => kind === 'view').length,
      links: { tables: `${sourcePath(source)}/tables?database=${encodeURIComponent(name)}` },
    }));
  return json(200, { source, builtAt, databases });
};
