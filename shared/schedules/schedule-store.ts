import type { Principal } from '../contracts/principal.ts';
import type { ScheduleInput } from '../contracts/schedule-machine.ts';
import type { DisabledReason, Schedule, ScheduleRun } from '../contracts/schedules.ts';
import type { Page, PageRequest } from '../jobs/job-store.ts';

/** What an owner shows when resuming: from now on it is asked as this. */
export interface Confirmation {
  readonly principal: Principal;
  readonly credential: string;
}

/** How a run ended. */
export type RunEnd = Pick<ScheduleRun, 'status' | 'changed' | 'told' | 'digest' | 'error'> & {
  readonly endedAt: string;
};

/** The records of schedules and their runs. Every write is conditional, on one item. */
export interface ScheduleStore {
  /** False when one of that id is there, or was and has ended. */
  create(schedule: Schedule): Promise<boolean>;
  find(id: string): Promise<Schedule | undefined>;
  /** Newest first. */
  listByPrincipal(principalId: string, page: PageRequest): Promise<Page<Schedule>>;
  /** Everybody's, newest first. */
  listAll(page: PageRequest): Promise<Page<Schedule>>;
  /** Forgets it, but for its runs' sake not at once; false when it is not there. */
  end(id: string, now: Date): Promise<boolean>;
  /** Each gives the schedule as it then is; undefined when it is not there. */
  /** Of one that is active; so is disabling. */
  pause(id: string): Promise<Schedule | undefined>;
  resume(id: string, by: Confirmation, at: string): Promise<Schedule | undefined>;
  disable(id: string, reason: DisabledReason): Promise<Schedule | undefined>;
  /** Begins the run of a scheduled time: the run as it is when this execution has it, undefined when another has. */
  claimRun(scheduleId: string, run: ScheduleRun): Promise<ScheduleRun | undefined>;
  findRun(scheduleId: string, scheduledAt: string): Promise<ScheduleRun | undefined>;
  /** Ends a run, once; gives it as it then is. */
  endRun(scheduleId: string, scheduledAt: string, end: RunEnd): Promise<ScheduleRun | undefined>;
  /** All runs that have not ended. */
  listOpenRuns(): Promise<readonly ScheduleInput[]>;
  /** Keeps what the next run is compared with, unless a later one has ended. */
  noteOutcome(scheduleId: string, run: ScheduleRun): Promise<void>;
  /** The last ones, newest first. */
  listRuns(scheduleId: string, limit: number): Promise<readonly ScheduleRun[]>;
}
