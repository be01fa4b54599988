import { openBatch } from '../../shared/batches/open-batch.ts';
import { OpenBatchInput } from '../../shared/contracts/batch-machine.ts';
import { addLogFields } from '../../shared/platform/log-fields.ts';
import { stateHandler } from '../../shared/platform/state-handler.ts';
import { ports } from './dependencies.ts';

/** Finds out whose questions a file has and begins the batch. */
export const handler = stateHandler('Open', async (event) => {
  const input = OpenBatchInput.parse(event);
  const opened = await openBatch(input, ports);
  if (opened.outcome === 'opened') addLogFields({ jobId: opened.batch.id });
  return opened;
});
