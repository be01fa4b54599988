import { validateBatch } from '../../shared/batches/validate-batch.ts';
import { ValidateBatchInput } from '../../shared/contracts/batch-machine.ts';
import { ports } from './dependencies.ts';

/** Reads a file of questions and writes what there is to ask. */
export const handler = (event: unknown) => validateBatch(ValidateBatchInput.parse(event).batch, ports);
