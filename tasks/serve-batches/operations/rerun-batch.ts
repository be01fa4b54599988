import type { BatchJob } from '../../../shared/contracts/batch.ts';
import { isBatchFinal } from '../../../shared/contracts/batch-status.ts';
import { isoNow } from '../../../shared/http/clock.ts';
import { problem } from '../../../shared/http/http-problem.ts';
import { json } from '../../../shared/http/http-response.ts';
import { batchPath, batchView } from '../batch-view.ts';
import { findVisibleBatch } from '../find-visible-batch.ts';
import type { Operation } from '../operation.ts';

/** A batch of its own for the same principal: whoever may see a batch does not thereby become who it asks for. */
export const rerunBatch: Operation<'rerunBatch'> = async ({ params, principal, request }, dependencies) => {
  const { batches, batchRuns, configuration, newId, clock } = dependencies;
  const earlier = await findVisibleBatch(batches, params.id, principal);
  if (!isBatchFinal(earlier.status) || earlier.questions === undefined) {
    const detail = isBatchFinal(earlier.status)
      ? 'The file of this batch was of no use, so that it asked nothing: begin a new one with a better file.'
      : `The batch is ${earlier.status}: wait for its end, or stop it.`;
    throw problem('BatchNotEnded', detail, { instance: batchPath(earlier.id), jobStatus: earlier.status });
  }
  const id = newId();
  const batch: BatchJob = {
    ...{ id, kind: 'batch', name: earlier.name, status: 'SUBMITTED', version: 1, counts: {} },
    ...{ key: earlier.key, principal: earlier.principal, rerunOf: earlier.id },
    createdAt: isoNow(clock),
  };
  await batches.create(batch, (await configuration.current()).value.retentionDays);
  await batchRuns.rerun(id, earlier.id);
  return json(202, await batchView(batch, dependencies), { location: `${request.basePath}${batchPath(id)}` });
};
