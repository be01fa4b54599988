import { BATCH_API } from '../../shared/contracts/http/routes/batch-api.ts';
import type { Api } from '../../shared/http/api.ts';
import type { BatchOperationId, Dependencies } from './operation.ts';
import { createBatch } from './operations/create-batch.ts';
import { getBatch } from './operations/get-batch.ts';
import { listBatches } from './operations/list-batches.ts';
import { rerunBatch } from './operations/rerun-batch.ts';
import { stopBatch } from './operations/stop-batch.ts';

/** What each route about batches does: the compiler asks for every one of them. */
export const API: Api<BatchOperationId, Dependencies> = {
  routes: BATCH_API,
  operations: { createBatch, getBatch, listBatches, rerunBatch, stopBatch },
};
