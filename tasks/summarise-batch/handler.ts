import { summariseBatch } from '../../shared/batches/answers/summarise-batch.ts';
import { SummariseBatchInput, type SummariseBatchOutput } from '../../shared/contracts/batch-machine.ts';
import { InqueryError } from '../../shared/platform/inquery-error.ts';
import { addLogFields } from '../../shared/platform/log-fields.ts';
import { stateHandler } from '../../shared/platform/state-handler.ts';
import { ports } from './dependencies.ts';

/** Writes the answers to a batch's file beside each other. */
export const handler = stateHandler('Summarise', async (event): Promise<SummariseBatchOutput> => {
  const { id } = SummariseBatchInput.parse(event).batch;
  addLogFields({ jobId: id });
  const batch = await ports.batches.find(id);
  if (!batch) throw new InqueryError('Internal', `There is no batch ${id}.`);
  return { counts: await summariseBatch(batch, ports) };
});
