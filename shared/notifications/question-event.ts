import { QUESTION_EVENTS, type QuestionEventDetail } from '../contracts/events.ts';
import type { QuestionJob } from '../contracts/job.ts';

export interface QuestionEvent {
  readonly detailType: string;
  readonly detail: QuestionEventDetail;
}

/** The event that tells how a job stands. Its id is made of job and status: told twice, it is the same event. */
export function questionEvent(job: QuestionJob): QuestionEvent | undefined {
  if (job.status === 'RUNNING') return undefined;
  const error = job.ending?.error?.name;
  return {
    detailType: QUESTION_EVENTS[job.status],
    detail: {
      schemaVersion: 1,
      eventId: `${job.id}:${job.status}`,
      jobId: job.id,
      at: job.endedAt ?? job.createdAt,
      status: job.status,
      principalId: job.principal.id,
      source: job.source,
      ...(job.conversationId && { conversationId: job.conversationId }),
      ...(error && { error }),
      links: { self: `/v1/questions/${job.id}` },
    },
  };
}
