import * as z from 'zod';

/** COMPLETED, FAILED and STOPPED are final. */
export const BatchStatus = z.enum(['SUBMITTED', 'RUNNING', 'COMPLETED', 'FAILED', 'STOPPED']);
export type BatchStatus = z.infer<typeof BatchStatus>;

export const isBatchFinal = (status: BatchStatus) => status !== 'SUBMITTED' && status !== 'RUNNING';
