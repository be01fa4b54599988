import type { QuestionJob } from '../contracts/job.ts';
import { isFinal } from '../contracts/job-status.ts';
import type { CompareRunOutput, ScheduleInput } from '../contracts/schedule-machine.ts';
import type { Schedule, ScheduleRun } from '../contracts/schedules.ts';
import type { JobStore } from '../jobs/job-store.ts';
import { InqueryError } from '../platform/inquery-error.ts';
import { addLogFields } from '../platform/log-fields.ts';
import type { ObjectStore } from '../platform/object-store.ts';
import { answerDigest } from './answer-digest.ts';
import { isTold } from './is-told.ts';
import { isAnswered, scheduleRunEvent } from './schedule-event.ts';
import type { RunEnd, ScheduleStore } from './schedule-store.ts';

export interface CompareRunPorts {
  readonly schedules: ScheduleStore;
  readonly jobs: Pick<JobStore, 'find'>;
  readonly objects: Pick<ObjectStore, 'getRange'>;
}

/**
 * Compares an ended run with the last answer, keeps what came of it, and says what is to be told. Repeated, it says
 * the same: the run is ended once, with what was found then.
 */
export async function compareRun(
  { scheduleId, scheduledAt }: ScheduleInput,
  ports: CompareRunPorts,
): Promise<CompareRunOutput> {
  const { schedules, jobs } = ports;
  const run = await schedules.findRun(scheduleId, scheduledAt);
  const job = run && (await jobs.find(run.jobId));
  if (!job) throw new InqueryError('Internal', `The run of ${scheduledAt} has no question.`);
  addLogFields({ scheduleId, jobId: job.id });
  if (!isFinal(job.status)) return { outcome: 'running' };
  const schedule = await schedules.find(scheduleId);
  if (!schedule) return { outcome: 'quiet' };
  const ended = run.endedAt ? run : await endRun(schedule, run, job, ports);
  await schedules.noteOutcome(scheduleId, ended);
  if (!ended.told) return { outcome: 'quiet' };
  const at = ended.endedAt ?? job.createdAt;
  const { detailType, detail } = scheduleRunEvent(schedule, ended, { status: job.status, at });
  return { outcome: 'tell', detailType, event: detail };
}

async function endRun(
  schedule: Schedule,
  run: ScheduleRun,
  job: QuestionJob,
  { schedules, objects }: CompareRunPorts,
): Promise<ScheduleRun> {
  const digest = isAnswered(job.status) ? await answerDigest(job.ending ?? {}, objects) : undefined;
  const changed = digest === undefined ? undefined : digest !== schedule.answer?.digest;
  const error = job.ending?.error?.name;
  const end: RunEnd = {
    ...{ status: job.status, endedAt: job.endedAt ?? job.createdAt },
    told: isTold(schedule, changed),
    ...(digest !== undefined && { digest, changed }),
    ...(error !== undefined && { error }),
  };
  return (await schedules.endRun(schedule.id, run.scheduledAt, end)) ?? { ...run, ...end };
}
