import { audit } from '../../../shared/access/audit.ts';
import { json } from '../../../shared/http/http-response.ts';
import { findVisibleSchedule, noSchedule } from '../find-visible-schedule.ts';
import type { Operation } from '../operation.ts';
import { scheduleView } from '../schedule-view.ts';

/** One that is disabled stays so, with the reason why it does not run. */
export const pauseSchedule: Operation<'pauseSchedule'> = async (call, dependencies) => {
  const { schedules, scheduler, logger } = dependencies;
  const found = await findVisibleSchedule(schedules, call.params.id, call.principal);
  const paused = await schedules.pause(found.id);
  if (!paused) throw noSchedule();
  await scheduler.stop(found.id);
  audit(logger, 'SchedulePaused', call.who, { scheduleId: found.id });
  return json(200, await scheduleView(paused, dependencies));
};
