import type { BatchJob } from '../contracts/batch.ts';
import type { BatchInput } from '../contracts/batch-machine.ts';
import { batchOfKey } from './batch-keys.ts';
import type { BatchStore } from './batch-store.ts';

/**
 * Ends the batch of an execution that ended without doing so itself, or finds it ended, by a stop for one. So does one
 * that broke off before it could begin the batch: its file is there, and nothing else will begin it. An execution that
 * never had the batch, because another did or the file is not the batch's, ends nothing.
 */
export async function finaliseBatch(
  batches: BatchStore,
  input: BatchInput,
  executionArn: string,
  now: Date,
): Promise<BatchJob | undefined> {
  const id =
    'batchId' in input
      ? input.batchId
      : (batchOfKey(input.key) ?? (await batches.fileOwner(input.key, input.etag)));
  const batch = id === undefined ? undefined : await batches.find(id);
  if (!batch || ('key' in input && batch.key !== input.key)) return undefined;
  if ((batch.executionArn ?? executionArn) !== executionArn) return undefined;
  return endBrokenBatch(batches, batch.id, now);
}

/** Ends a batch whose run is over, or finds it ended. */
export function endBrokenBatch(
  batches: Pick<BatchStore, 'close'>,
  id: string,
  now: Date,
): Promise<BatchJob | undefined> {
  const error = { name: 'Internal', message: 'The run of this batch broke off.' } as const;
  return batches.close(id, { status: 'FAILED', error }, now.toISOString());
}
