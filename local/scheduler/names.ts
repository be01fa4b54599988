import { localArn } from '../template/site.ts';

export const scheduleArn = (group: string, name: string) =>
  localArn('scheduler', `schedule/${group}/${name}`);
export const groupArn = (group: string) => localArn('scheduler', `schedule-group/${group}`);
