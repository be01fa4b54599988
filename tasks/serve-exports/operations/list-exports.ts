import { json } from '../../../shared/http/http-response.ts';
import { exportSummary } from '../export-view.ts';
import type { Operation } from '../operation.ts';

export const listExports: Operation<'listExports'> = async ({ query, principal }, { exports }) => {
  const { items, cursor } = await exports.listByPrincipal(principal.id, query);
  return json(200, { exports: items.map(exportSummary), nextCursor: cursor });
};
