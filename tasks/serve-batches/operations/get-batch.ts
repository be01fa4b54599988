import { json } from '../../../shared/http/http-response.ts';
import { batchView } from '../batch-view.ts';
import { findVisibleBatch } from '../find-visible-batch.ts';
import type { Operation } from '../operation.ts';

export const getBatch: Operation<'getBatch'> = async ({ params, principal }, dependencies) => {
  const batch = await findVisibleBatch(dependencies.batches, params.id, principal);
  return json(200, await batchView(batch, dependencies));
};
