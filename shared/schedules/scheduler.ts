import type { Schedule } from '../contracts/schedules.ts';

/** What fires: a schedule of ours is there under its id, or not. */
export interface Scheduler {
  /** Has it fire from now on; harmless when it does already. */
  start(schedule: Schedule): Promise<void>;
  /** Harmless when it is not there. */
  stop(scheduleId: string): Promise<void>;
}
