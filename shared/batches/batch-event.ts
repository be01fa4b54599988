import type { BatchJob } from '../contracts/batch.ts';
import { BATCH_EVENTS, type BatchEventDetail } from '../contracts/events.ts';

/** The event that tells how a batch ended; undefined while it has not. Told twice it has the same id. */
export function batchEvent(
  batch: BatchJob,
): { readonly detailType: string; readonly detail: BatchEventDetail } | undefined {
  const { id, status, principal, endedAt, createdAt, error } = batch;
  if (status === 'SUBMITTED' || status === 'RUNNING') return undefined;
  return {
    detailType: BATCH_EVENTS[status],
    detail: {
      schemaVersion: 1,
      eventId: `${id}:${status}`,
      jobId: id,
      at: endedAt ?? createdAt,
      status,
      principalId: principal.id,
      ...(error && { error }),
      links: { self: `/v1/batches/${id}` },
    },
  };
}
