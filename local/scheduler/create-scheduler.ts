import { NO_OUTBOX, type Outbox } from '../outbox/outbox.ts';
import type { Clock } from '../step-functions/clock.ts';
import { systemClock } from '../step-functions/clock.ts';
import { WireError } from '../wire/json-service.ts';
import type { WireService } from '../wire/wire-service.ts';
import { requestedSchedule } from './create-request.ts';
import type { FiringPorts } from './firing.ts';
import { createFirings } from './firings.ts';
import { orTakenBack } from './or-taken-back.ts';
import type { ScheduleFile } from './schedule-file.ts';
import type { SchedulerOperations } from './scheduler-operations.ts';
import { schedulerService } from './scheduler-service.ts';
import { dueTimes, type StoredSchedule } from './stored-schedule.ts';

export interface SchedulerOptions {
  /** Names of the template's groups; `default` is always there. */
  readonly groups: readonly string[];
  readonly file: ScheduleFile;
  readonly targets: FiringPorts;
  /** Keeps firings until they have arrived. */
  readonly outbox?: Outbox;
  readonly clock?: Clock | undefined;
  /** Told about firings that failed for good. */
  readonly onFailure: (error: unknown) => void;
}

export interface LocalScheduler {
  /** The AWS wire API. */
  readonly service: WireService;
  /** Begins to fire, first once what was missed and is not too old. */
  start(): void;
  close(): void;
}

/** The local EventBridge Scheduler: schedules that outlive a restart, fired by the clock. */
export function createScheduler(options: SchedulerOptions): LocalScheduler {
  const { file, clock = systemClock, onFailure } = options;
  const groups = new Set(['default', ...options.groups]);
  const timers = new Map<StoredSchedule, () => void>();
  const firings = createFirings({ outbox: NO_OUTBOX, ...options });
  let isRunning = false;

  const arm = (schedule: StoredSchedule) => {
    if (!isRunning || schedule.state === 'DISABLED' || schedule.nextAt === null) return;
    const fire = () => void onTime(schedule).catch(onFailure);
    timers.set(schedule, clock.setTimer(Math.max(0, schedule.nextAt - clock.now()), fire));
  };
  const disarm = (schedule: StoredSchedule) => {
    timers.get(schedule)?.();
    timers.delete(schedule);
  };
  const onTime = async (schedule: StoredSchedule) => {
    timers.delete(schedule);
    const { due, next } = dueTimes(schedule, clock.now());
    // Kept before the schedule is ahead of it: a process that is killed in between fires twice, not never.
    if (due !== undefined) firings.begin(schedule, due);
    const ahead = { ...schedule, nextAt: next };
    // Armed before anything is waited for, so that nobody finds it without its timer.
    if (file.find(schedule.group, schedule.name) !== schedule) return;
    arm(ahead);
    await file.put(ahead);
  };
  const find = (group: string, name: string) => {
    const found = file.find(group, name);
    if (!found) throw notFound(`Schedule ${name} does not exist.`);
    return found;
  };
  const operations: SchedulerOperations = {
    groups,
    create: async (name, body) => {
      const schedule = requestedSchedule(name, body, clock.now());
      if (!groups.has(schedule.group)) throw notFound(`Schedule group ${schedule.group} does not exist.`);
      const existing = file.find(schedule.group, name);
      if (existing && existing.clientToken === schedule.clientToken && existing.clientToken) return existing;
      if (existing) throw new WireError('ConflictException', `Schedule ${name} already exists.`, 409);
      arm(schedule);
      await orTakenBack(file.add(schedule), () => disarm(schedule));
      return schedule;
    },
    get: find,
    list: (group) => file.all().filter((each) => group === undefined || each.group === group),
    remove: async (group, name) => {
      const schedule = find(group, name);
      disarm(schedule);
      await orTakenBack(file.remove(schedule), () => arm(schedule));
    },
  };
  return {
    service: schedulerService(operations),
    start: () => {
      isRunning = true;
      firings.resume();
      for (const schedule of file.all()) arm(schedule);
    },
    close: () => {
      firings.stop();
      isRunning = false;
      for (const schedule of [...timers.keys()]) disarm(schedule);
    },
  };
}

const notFound = (message: string) => new WireError('ResourceNotFoundException', message, 404);
