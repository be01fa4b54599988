import { validateBatch } from '../../shared/batches/validate-batch.ts';
import { ValidateBatchInput } from '../../shared/contracts/batch-machine.ts';
import { addLogFields } from '../../shared/platform/log-fields.ts';
import { stateHandler } from '../../shared/platform/state-handler.ts';
import { ports } from './dependencies.ts';

/** Reads a file of questions and writes what there is to ask. */
export const handler = stateHandler('Validate', (event) => {
  const { batch } = ValidateBatchInput.parse(event);
  addLogFields({ jobId: batch.id });
  return validateBatch(batch, ports);
});
