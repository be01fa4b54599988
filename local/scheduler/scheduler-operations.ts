import type { StoredSchedule } from './stored-schedule.ts';

/** What the wire asks for; each throws a WireError as AWS does. */
export interface SchedulerOperations {
  readonly groups: ReadonlySet<string>;
  create(name: string, body: unknown): Promise<StoredSchedule>;
  get(group: string, name: string): StoredSchedule;
  list(group: string | undefined): StoredSchedule[];
  remove(group: string, name: string): Promise<void>;
}
