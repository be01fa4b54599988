import { audit } from '../../../shared/access/audit.ts';
import { findVisibleSchedule } from '../find-visible-schedule.ts';
import type { Operation } from '../operation.ts';

/** The record ends first: what still fires then asks nothing, and takes itself away. */
export const deleteSchedule: Operation<'deleteSchedule'> = async (call, dependencies) => {
  const { schedules, scheduler, clock, logger } = dependencies;
  const { id } = await findVisibleSchedule(schedules, call.params.id, call.principal);
  await schedules.end(id, new Date(clock.now()));
  await scheduler.stop(id);
  audit(logger, 'ScheduleEnded', call.who, { scheduleId: id });
  return { status: 204 };
};
