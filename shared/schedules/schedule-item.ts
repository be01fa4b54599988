import * as z from 'zod';
import type { ScheduleInput } from '../contracts/schedule-machine.ts';
import { Schedule, ScheduleRun } from '../contracts/schedules.ts';
import { principalKey } from '../jobs/job-item.ts';

/** What schedules are called in the indexes of the one table. */
export const KIND = 'schedule';
/** What a run is called in the index of what is open, until it has ended. */
export const OPEN_RUN = 'schedule-run';
const RUNS_KEPT_SECONDS = 90 * 24 * 3_600;

const partition = (id: string) => `SCHEDULE#${id}`;
export const scheduleKey = (id: string) => ({ pk: partition(id), sk: 'SCHEDULE' });
export const RUNS = 'RUN#';
export const runKey = (id: string, scheduledAt: string) => ({
  pk: partition(id),
  sk: `${RUNS}${scheduledAt}`,
});
export const ownPartition = (principalId: string) => principalKey(principalId, KIND);

const KEYS = { pk: z.string(), sk: z.string() };
const ScheduleItem = z.strictObject({
  ...KEYS,
  ...Schedule.shape,
  principalKey: z.string(),
  openKind: z.literal(KIND),
});
const RunItem = z.strictObject({
  ...KEYS,
  ...ScheduleRun.shape,
  expiresAt: z.number(),
  /** What the index is ordered by. */
  id: z.string().optional(),
  openKind: z.literal(OPEN_RUN).optional(),
});

export const toScheduleItem = (schedule: Schedule) => ({
  ...scheduleKey(schedule.id),
  ...schedule,
  principalKey: ownPartition(schedule.principal.id),
  // The index of what is open lists the schedules of everybody.
  openKind: KIND,
});

/** Undefined for one that has ended: only its id is left of it, until the table forgets that too. */
export function toSchedule(item: Readonly<Record<string, unknown>>): Schedule | undefined {
  if (item.endedAt !== undefined) return undefined;
  const { pk: _pk, sk: _sk, principalKey: _own, openKind: _open, ...schedule } = ScheduleItem.parse(item);
  return schedule;
}

export const toRunItem = (scheduleId: string, run: ScheduleRun) => ({
  ...runKey(scheduleId, run.scheduledAt),
  ...run,
  id: run.jobId,
  openKind: OPEN_RUN,
  expiresAt: Math.floor(Date.parse(run.startedAt) / 1_000) + RUNS_KEPT_SECONDS,
});

export function toRun(item: unknown): ScheduleRun {
  const { pk: _pk, sk: _sk, expiresAt: _expires, id: _id, openKind: _open, ...run } = RunItem.parse(item);
  return run;
}

/** The schedule and the time of a run's key. */
export const firingOf = ({ pk, sk }: { readonly pk: string; readonly sk: string }): ScheduleInput => ({
  scheduleId: pk.slice(partition('').length),
  scheduledAt: sk.slice(RUNS.length),
});
