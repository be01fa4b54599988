import * as z from 'zod';
import { jsonStateFile } from '../json-state-file.ts';
import { orTakenBack } from './or-taken-back.ts';
import { StoredSchedule } from './stored-schedule.ts';

/** Schedules in one file. */
export interface ScheduleFile {
  find(group: string, name: string): StoredSchedule | undefined;
  all(): StoredSchedule[];
  // All change what is found at once and return once it is on disk, or throw a StateFileError.
  /** A new one; gone again when it throws. */
  add(schedule: StoredSchedule): Promise<void>;
  /** Stays changed for this process when it throws, and is written with the next change. */
  put(schedule: StoredSchedule): Promise<void>;
  /** Still there when it throws. */
  remove(schedule: StoredSchedule): Promise<void>;
}

const keyOf = (group: string, name: string) => `${group}/${name}`;

export async function openScheduleFile(path: string): Promise<ScheduleFile> {
  const file = jsonStateFile('The schedules', path, z.array(StoredSchedule));
  const schedules = new Map((await file.read()).map((each) => [keyOf(each.group, each.name), each]));
  const save = () => file.save(() => [...schedules.values()]);
  const set = (schedule: StoredSchedule) => schedules.set(keyOf(schedule.group, schedule.name), schedule);
  const drop = ({ group, name }: StoredSchedule) => schedules.delete(keyOf(group, name));
  return {
    find: (group, name) => schedules.get(keyOf(group, name)),
    all: () => [...schedules.values()],
    add: (schedule) => {
      set(schedule);
      return orTakenBack(save(), () => drop(schedule));
    },
    put: (schedule) => {
      set(schedule);
      return save();
    },
    remove: (schedule) => {
      drop(schedule);
      return orTakenBack(save(), () => set(schedule));
    },
  };
}
