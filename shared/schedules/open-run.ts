import type { QuestionJob } from '../contracts/job.ts';
import type { Principal } from '../contracts/principal.ts';
import type { OpenRunInput, OpenRunOutput } from '../contracts/schedule-machine.ts';
import type { DisabledReason, Schedule } from '../contracts/schedules.ts';
import type { JobStore } from '../jobs/job-store.ts';
import { questionInput } from '../jobs/question-input.ts';
import { findOwner, type OwnerPorts } from './find-owner.ts';
import { scheduleDisabledEvent } from './schedule-event.ts';
import type { ScheduleStore } from './schedule-store.ts';
import type { Scheduler } from './scheduler.ts';
import { localIso } from './timing-of.ts';

export interface OpenRunPorts extends OwnerPorts {
  readonly schedules: ScheduleStore;
  readonly jobs: Pick<JobStore, 'create'>;
  readonly scheduler: Pick<Scheduler, 'stop'>;
  readonly newId: () => string;
  readonly now: () => Date;
}

/** Begins the run of a scheduled time, once, as whom the schedule is of now; or disables it when that is nobody. */
export async function openRun(input: OpenRunInput, ports: OpenRunPorts): Promise<OpenRunOutput> {
  const { scheduleId } = input.firing;
  const schedule = await ports.schedules.find(scheduleId);
  if (!schedule) {
    // It was ended before it could be taken away.
    await ports.scheduler.stop(scheduleId);
    return { outcome: 'ignored', reason: `There is no schedule ${scheduleId} any more.` };
  }
  // Told again where an earlier attempt disabled it and broke off; the event has the same id.
  if (schedule.disabledReason) return disabled(schedule, schedule.disabledReason, ports);
  if (schedule.status !== 'ACTIVE') return { outcome: 'ignored', reason: `It is ${schedule.status}.` };
  const owner = await findOwner(schedule, ports, ports.now());
  if (!owner.known) return disabled(schedule, owner.reason, ports);
  return ask(schedule, owner.principal, input, ports);
}

async function ask(
  schedule: Schedule,
  principal: Principal,
  { firing: { scheduledAt }, executionArn }: OpenRunInput,
  { schedules, jobs, configuration, newId, now }: OpenRunPorts,
): Promise<OpenRunOutput> {
  const startedAt = now().toISOString();
  const run = await schedules.claimRun(schedule.id, { scheduledAt, startedAt, jobId: newId(), executionArn });
  if (!run) return { outcome: 'ignored', reason: `What is due at ${scheduledAt} has been asked before.` };
  const job: QuestionJob = {
    ...{ id: run.jobId, kind: 'question', status: 'SUBMITTED', version: 1 },
    ...{ question: schedule.question, source: schedule.source, mode: 'answer', principal },
    ...{ createdAt: run.startedAt, scheduleId: schedule.id, steps: [] },
  };
  await jobs.create(job, (await configuration()).retentionDays);
  const askedAt = localIso(scheduledAt, schedule.timeZone);
  return { outcome: 'opened', job: { ...questionInput(job), askedAt } };
}

async function disabled(
  { id }: Schedule,
  reason: DisabledReason,
  { schedules, scheduler, now }: OpenRunPorts,
): Promise<OpenRunOutput> {
  const schedule = await schedules.disable(id, reason);
  await scheduler.stop(id);
  if (schedule?.status !== 'DISABLED') return { outcome: 'ignored', reason: 'It is not active any more.' };
  return { outcome: 'disabled', event: scheduleDisabledEvent(schedule, reason, now().toISOString()) };
}
