import { SCHEDULE_EVENTS, type ScheduleDisabledDetail, type ScheduleRunDetail } from '../contracts/events.ts';
import type { JobStatus } from '../contracts/job-status.ts';
import type { DisabledReason, Schedule, ScheduleRun } from '../contracts/schedules.ts';

export const schedulePath = (id: string) => `/v1/schedules/${id}`;
const questionPath = (id: string) => `/v1/questions/${id}`;

/** Whether a standing question that ended so was answered. */
export const isAnswered = (status: JobStatus) => status === 'ANSWERED' || status === 'REPLIED';

export interface ScheduleRunEvent {
  readonly detailType: string;
  readonly detail: ScheduleRunDetail;
}

/** Tells what came of a run. Its id is made of schedule and time: told twice, it is the same event. */
export function scheduleRunEvent(
  { id, principal, source }: Schedule,
  { scheduledAt, jobId, changed, error }: ScheduleRun,
  { status, at }: { readonly status: JobStatus; readonly at: string },
): ScheduleRunEvent {
  return {
    detailType: isAnswered(status) ? SCHEDULE_EVENTS.answered : SCHEDULE_EVENTS.failed,
    detail: {
      ...{
        schemaVersion: 1,
        eventId: `${id}:${scheduledAt}`,
        scheduleId: id,
        jobId,
        at,
        scheduledAt,
        status,
      },
      ...{ principalId: principal.id, source },
      ...(changed !== undefined && { changed }),
      ...(error !== undefined && { error }),
      links: { self: schedulePath(id), question: questionPath(jobId) },
    },
  };
}

/** Tells that a schedule does not fire any more, because nobody answers for it. */
export function scheduleDisabledEvent(
  { id, version, principal }: Schedule,
  reason: DisabledReason,
  at: string,
): ScheduleDisabledDetail {
  return {
    ...{ schemaVersion: 1, eventId: `${id}:DISABLED:${version}`, scheduleId: id, at, status: 'DISABLED' },
    ...{ principalId: principal.id, reason, links: { self: schedulePath(id) } },
  };
}
