import type { BatchJob } from '../contracts/batch.ts';
import { type Measured, measured } from '../platform/embedded-metrics.ts';

/** A batch that has ended, in metrics, with the rows it answered a second; undefined while it has not. */
export function batchMetrics(batch: BatchJob): Measured[] | undefined {
  const { status, endedAt, answeringSince, questions } = batch;
  if (endedAt === undefined) return undefined;
  const counted = measured('batch', { Status: status }, { Batches: 1 });
  if (status !== 'COMPLETED' || answeringSince === undefined || questions === undefined) return [counted];
  const ms = Math.max(1, Date.parse(endedAt) - Date.parse(answeringSince));
  const values = { BatchRows: batch.rows ?? questions, BatchSpeed: (questions * 1000) / ms };
  return [counted, measured('batchRows', {}, values)];
}
