import type { BatchJob } from '../contracts/batch.ts';
import { type ExecutionStatus, goesOn } from '../platform/execution-status.ts';
import type { BatchStore } from './batch-store.ts';
import { endBrokenBatch } from './finalise-batch.ts';

/**
 * Ends a batch that is RUNNING but whose execution is not: it ended unnoticed, or is not to be found any more. Returns
 * the batch when its event is owed.
 */
export async function sweepBatch(
  batches: Pick<BatchStore, 'find' | 'close'>,
  statusOf: ExecutionStatus,
  id: string,
  now: Date,
): Promise<BatchJob | undefined> {
  const executionArn = (await batches.find(id))?.executionArn;
  if (executionArn === undefined) return undefined;
  if (goesOn(await statusOf(executionArn))) return undefined;
  return endBrokenBatch(batches, id, now);
}
