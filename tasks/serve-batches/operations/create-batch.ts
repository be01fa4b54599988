import { incomingKey } from '../../../shared/batches/batch-keys.ts';
import type { BatchJob } from '../../../shared/contracts/batch.ts';
import { isoNow } from '../../../shared/http/clock.ts';
import { json } from '../../../shared/http/http-response.ts';
import { batchPath, batchView } from '../batch-view.ts';
import type { Operation } from '../operation.ts';

export const createBatch: Operation<'createBatch'> = async ({ body, principal, request }, dependencies) => {
  const id = dependencies.newId();
  const batch: BatchJob = {
    ...{ id, kind: 'batch', name: body.name, status: 'SUBMITTED', version: 1, principal, counts: {} },
    key: incomingKey(id, body.name),
    createdAt: isoNow(dependencies.clock),
  };
  const { retentionDays } = (await dependencies.configuration.current()).value;
  await dependencies.batches.create(batch, retentionDays);
  return json(202, await batchView(batch, dependencies), { location: `${request.basePath}${batchPath(id)}` });
};
