import { batchEvent } from '../../../shared/batches/batch-event.ts';
import { isoNow } from '../../../shared/http/clock.ts';
import { problem } from '../../../shared/http/http-problem.ts';
import { json } from '../../../shared/http/http-response.ts';
import { batchPath, batchView } from '../batch-view.ts';
import { findVisibleBatch } from '../find-visible-batch.ts';
import type { Operation } from '../operation.ts';

/** The record ends first, so that the execution, stopped after it, can no longer end it otherwise. */
export const stopBatch: Operation<'stopBatch'> = async ({ params, principal }, dependencies) => {
  const { batches, batchRuns, publish, clock } = dependencies;
  const visible = await findVisibleBatch(batches, params.id, principal);
  const batch = (await batches.close(visible.id, { status: 'STOPPED' }, isoNow(clock))) ?? visible;
  if (batch.status !== 'STOPPED') {
    throw problem('AlreadyEnded', `The batch has ended as ${batch.status}; it stays so.`, {
      instance: batchPath(batch.id),
      jobStatus: batch.status,
    });
  }
  const event = batchEvent(batch);
  // Of one that runs, the end of its execution tells subscribers.
  if (batch.executionArn) await batchRuns.stop(batch.executionArn, 'The caller stopped the batch.');
  else if (event) await publish(event);
  return json(200, await batchView(batch, dependencies));
};
