import { audit } from '../../../shared/access/audit.ts';
import { chooseSource } from '../../../shared/authorisation/choose-source.ts';
import type { Principal } from '../../../shared/contracts/principal.ts';
import type { Schedule } from '../../../shared/contracts/schedules.ts';
import { isoNow } from '../../../shared/http/clock.ts';
import { problem } from '../../../shared/http/http-problem.ts';
import { json } from '../../../shared/http/http-response.ts';
import type { Dependencies, Operation } from '../operation.ts';
import { requestedExpression } from '../requested-timing.ts';
import { requireCredential } from '../require-credential.ts';
import { scheduleView } from '../schedule-view.ts';

/** The record comes first: what fires finds it. Where nothing can be made to fire, there is no schedule. */
export const createSchedule: Operation<'createSchedule'> = async (call, dependencies) => {
  const { body, principal, request, who } = call;
  const { schedules, scheduler, clock, logger, newId } = dependencies;
  const { value: configuration } = await dependencies.configuration.current();
  const { perPrincipal, leastMinutes } = configuration.schedules;
  const expression = requestedExpression(body, { now: clock.now(), leastMinutes });
  const source = chooseSource(configuration, body.source, principal);
  await requireRoom(perPrincipal, principal, dependencies);
  const at = isoNow(clock);
  const { name, question, timeZone, notify } = body;
  const schedule: Schedule = {
    ...{ id: newId(), ...(name !== undefined && { name }), question, source, expression, timeZone, notify },
    ...{ status: 'ACTIVE', version: 1, createdAt: at, activeSince: wholeSecond(at) },
    ...{ principal, credential: requireCredential(who), confirmedAt: at },
  };
  await schedules.create(schedule);
  await scheduler.start(schedule).catch(async (error: unknown) => {
    await schedules.end(schedule.id, new Date(clock.now()));
    throw error;
  });
  audit(logger, 'ScheduleCreated', who, { scheduleId: schedule.id });
  const view = await scheduleView(schedule, dependencies);
  return json(201, view, { location: `${request.basePath}${view.links.self}` });
};

async function requireRoom(most: number, principal: Principal, { schedules }: Dependencies): Promise<void> {
  const { items } = await schedules.listByPrincipal(principal.id, { limit: 100 });
  if (items.length < most) return;
  throw problem('TooManySchedules', `You have ${most} standing questions already: end one of them first.`);
}

/** EventBridge Scheduler counts in seconds. */
export const wholeSecond = (iso: string) =>
  new Date(Math.floor(Date.parse(iso) / 1_000) * 1_000).toISOString();
