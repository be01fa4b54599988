import { json } from '../../../shared/http/http-response.ts';
import { batchSummary } from '../batch-view.ts';
import type { Operation } from '../operation.ts';

export const listBatches: Operation<'listBatches'> = async ({ query, principal }, { batches }) => {
  const { items, cursor } = await batches.listByPrincipal(principal.id, query);
  return json(200, { batches: items.map(batchSummary), nextCursor: cursor });
};
