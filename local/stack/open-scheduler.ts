import { join } from 'node:path';
import {
  createScheduler,
  type LocalScheduler,
  type SchedulerOptions,
} from '../scheduler/create-scheduler.ts';
import { openScheduleFile } from '../scheduler/schedule-file.ts';
import type { Closers } from './closers.ts';

interface OpenSchedulerOptions extends Omit<SchedulerOptions, 'file'> {
  readonly dir: string;
  readonly closers: Closers;
}

/** The scheduler over the schedules that the folder keeps; throws a StateFileError. */
export async function openScheduler({
  dir,
  closers,
  ...options
}: OpenSchedulerOptions): Promise<LocalScheduler> {
  const file = await openScheduleFile(join(dir, 'schedules.json'));
  const scheduler = createScheduler({ ...options, file });
  closers.add(scheduler.close);
  return scheduler;
}
