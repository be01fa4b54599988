import type { QuestionJob } from '../contracts/job.ts';
import { isFinal } from '../contracts/job-status.ts';
import type { ScheduleInput } from '../contracts/schedule-machine.ts';
import type { JobStore } from '../jobs/job-store.ts';
import { type ExecutionStatus, goesOn } from '../platform/execution-status.ts';
import { isTold } from './is-told.ts';
import { type ScheduleRunEvent, scheduleRunEvent } from './schedule-event.ts';
import type { RunEnd, ScheduleStore } from './schedule-store.ts';

export interface FinaliseRunPorts {
  readonly schedules: Pick<ScheduleStore, 'find' | 'findRun' | 'endRun' | 'noteOutcome'>;
  readonly jobs: Pick<JobStore, 'find'>;
}

/**
 * Ends the run of an execution that ended without doing so itself, as its question ended, or finds it ended by one that
 * broke off before it could tell. While its question goes on, the run stays open for the sweep. An execution that never
 * had the run, because another did, ends nothing. Returns the event that is owed; told again, it is the same one.
 */
export async function finaliseRun(
  { scheduleId, scheduledAt }: ScheduleInput,
  executionArn: string,
  { schedules, jobs }: FinaliseRunPorts,
  now: Date,
): Promise<ScheduleRunEvent | undefined> {
  const run = await schedules.findRun(scheduleId, scheduledAt);
  if (run?.executionArn !== executionArn) return undefined;
  const job = await jobs.find(run.jobId);
  if (job && !isFinal(job.status)) return undefined;
  const schedule = await schedules.find(scheduleId);
  const end = brokenEnd(job, now);
  // Nobody is told of a schedule that is not there any more.
  const told = schedule !== undefined && isTold(schedule, undefined);
  const ended = run.endedAt ? run : await schedules.endRun(scheduleId, scheduledAt, { ...end, told });
  if (!schedule || !ended) return undefined;
  await schedules.noteOutcome(scheduleId, ended);
  const { status = end.status, endedAt = end.endedAt } = ended;
  return ended.told ? scheduleRunEvent(schedule, ended, { status, at: endedAt }) : undefined;
}

/** Ends a run that is open though its execution is not: it ended unnoticed, or is not to be found any more. */
export async function sweepRun(
  firing: ScheduleInput,
  ports: FinaliseRunPorts & { readonly statusOf: ExecutionStatus },
  now: Date,
): Promise<ScheduleRunEvent | undefined> {
  const run = await ports.schedules.findRun(firing.scheduleId, firing.scheduledAt);
  if (!run || goesOn(await ports.statusOf(run.executionArn))) return undefined;
  return finaliseRun(firing, run.executionArn, ports, now);
}

type BrokenEnd = Pick<RunEnd, 'endedAt' | 'error'> & { readonly status: QuestionJob['status'] };

/** An answer that was compared with none has no `changed`; a question that was never written has failed. */
function brokenEnd(job: QuestionJob | undefined, now: Date): BrokenEnd {
  if (!job) return { status: 'FAILED', error: 'Internal', endedAt: now.toISOString() };
  const error = job.ending?.error?.name;
  return {
    ...{ status: job.status, endedAt: job.endedAt ?? now.toISOString() },
    ...(error !== undefined && { error }),
  };
}
