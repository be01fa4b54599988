import { SCHEDULE_API } from '../../shared/contracts/http/routes/schedule-api.ts';
import type { Api } from '../../shared/http/api.ts';
import type { Dependencies, ScheduleOperationId } from './operation.ts';
import { createSchedule } from './operations/create-schedule.ts';
import { deleteSchedule } from './operations/delete-schedule.ts';
import { getSchedule } from './operations/get-schedule.ts';
import { listSchedules } from './operations/list-schedules.ts';
import { pauseSchedule } from './operations/pause-schedule.ts';
import { resumeSchedule } from './operations/resume-schedule.ts';

/** What each route about schedules does: the compiler asks for every one of them. */
export const API: Api<ScheduleOperationId, Dependencies> = {
  routes: SCHEDULE_API,
  operations: { createSchedule, listSchedules, getSchedule, deleteSchedule, pauseSchedule, resumeSchedule },
};
