import { json } from '../../../shared/http/http-response.ts';
import { findVisibleSchedule } from '../find-visible-schedule.ts';
import type { Operation } from '../operation.ts';
import { scheduleView } from '../schedule-view.ts';

export const getSchedule: Operation<'getSchedule'> = async ({ params, principal }, dependencies) => {
  const schedule = await findVisibleSchedule(dependencies.schedules, params.id, principal);
  return json(200, await scheduleView(schedule, dependencies));
};
