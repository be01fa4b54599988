import { audit } from '../../../shared/access/audit.ts';
import { isoNow } from '../../../shared/http/clock.ts';
import { AccessRefused, problem } from '../../../shared/http/http-problem.ts';
import { json } from '../../../shared/http/http-response.ts';
import { findVisibleSchedule, noSchedule } from '../find-visible-schedule.ts';
import type { Operation } from '../operation.ts';
import { requireCredential } from '../require-credential.ts';
import { scheduleView } from '../schedule-view.ts';
import { wholeSecond } from './create-schedule.ts';

/** What fires is made anew, so that a rate counts from now. */
export const resumeSchedule: Operation<'resumeSchedule'> = async (call, dependencies) => {
  const { schedules, scheduler, clock, logger } = dependencies;
  const { params, principal, who } = call;
  const found = await findVisibleSchedule(schedules, params.id, principal);
  if (found.principal.id !== principal.id) {
    const refusal = problem('NotAuthorised', 'Only its owner resumes it: it is asked as who resumes it.');
    throw new AccessRefused('RoleMissing', refusal);
  }
  const confirmation = { principal, credential: requireCredential(who) };
  await scheduler.stop(found.id);
  const resumed = await schedules.resume(found.id, confirmation, wholeSecond(isoNow(clock)));
  if (!resumed) throw noSchedule();
  await scheduler.start(resumed);
  audit(logger, 'ScheduleResumed', who, { scheduleId: found.id });
  return json(200, await scheduleView(resumed, dependencies));
};
