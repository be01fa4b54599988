import { openBatch } from '../../shared/batches/open-batch.ts';
import { OpenBatchInput } from '../../shared/contracts/batch-machine.ts';
import { ports } from './dependencies.ts';

/** Finds out whose questions a file has and begins the batch. */
export const handler = (event: unknown) => openBatch(OpenBatchInput.parse(event), ports);
