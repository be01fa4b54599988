import { readFile, rename, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { StoredSchedule } from './stored-schedule.ts';

const fileSchema = z.array(StoredSchedule);

/** Schedules in one file. */
export interface ScheduleFile {
  find(group: string, name: string): StoredSchedule | undefined;
  all(): StoredSchedule[];
  /** Both return once it is on disk. */
  put(schedule: StoredSchedule): Promise<void>;
  remove(group: string, name: string): Promise<void>;
}

const keyOf = (group: string, name: string) => `${group}/${name}`;

export async function openScheduleFile(path: string): Promise<ScheduleFile> {
  const schedules = new Map((await read(path)).map((each) => [keyOf(each.group, each.name), each]));
  let writing: Promise<void> = Promise.resolve();
  const save = () => {
    writing = writing.then(() => write(path, [...schedules.values()]));
    return writing;
  };
  return {
    find: (group, name) => schedules.get(keyOf(group, name)),
    all: () => [...schedules.values()],
    put: (schedule) => {
      schedules.set(keyOf(schedule.group, schedule.name), schedule);
      return save();
    },
    remove: (group, name) => {
      schedules.delete(keyOf(group, name));
      return save();
    },
  };
}

async function read(path: string): Promise<StoredSchedule[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]';
    throw error;
  });
  return fileSchema.parse(JSON.parse(text));
}

/** Written beside and renamed, so that a kill never leaves half a file. */
async function write(path: string, schedules: readonly StoredSchedule[]): Promise<void> {
  const unfinished = `${path}.new`;
  await writeFile(unfinished, JSON.stringify(schedules, null, 2));
  await rename(unfinished, path);
}
