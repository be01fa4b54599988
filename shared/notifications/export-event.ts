import { EXPORT_EVENTS, type ExportEventDetail } from '../contracts/events.ts';
import type { ExportJob } from '../contracts/exports.ts';

export interface ExportEvent {
  readonly detailType: string;
  readonly detail: ExportEventDetail;
}

/** The event that tells how an export ended, if that is news. Told twice, it is the same event. */
export function exportEvent({
  id,
  status,
  asked,
  endedAt,
  createdAt,
  ending,
}: ExportJob): ExportEvent | undefined {
  if (status !== 'READY' && status !== 'FAILED') return undefined;
  const { rows, files, error } = ending ?? {};
  return {
    detailType: EXPORT_EVENTS[status],
    detail: {
      schemaVersion: 1,
      eventId: `${id}:${status}`,
      jobId: id,
      at: endedAt ?? createdAt,
      status,
      principalId: asked.principalId,
      source: asked.source,
      ...(asked.questionId && { questionId: asked.questionId }),
      ...(rows !== undefined && { rows }),
      ...(files && { bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) }),
      ...(error && { error: error.name }),
      links: { self: `/v1/exports/${id}` },
    },
  };
}
