import { audit } from '../../../shared/access/audit.ts';
import { chooseSource } from '../../../shared/authorisation/choose-source.ts';
import type { Schedule } from '../../../shared/contracts/schedules.ts';
import { claimId } from '../../../shared/http/claim-id.ts';
import { isoNow } from '../../../shared/http/clock.ts';
import { json } from '../../../shared/http/http-response.ts';
import { schedulePath } from '../../../shared/schedules/schedule-event.ts';
import { keepSchedule } from '../keep-schedule.ts';
import type { Operation } from '../operation.ts';
import { requestedExpression } from '../requested-timing.ts';
import { requireCredential } from '../require-credential.ts';
import { scheduleView } from '../schedule-view.ts';

/** What is wrong with the call is said before its Idempotency-Key stands for anything. */
export const createSchedule: Operation<'createSchedule'> = async (call, dependencies) => {
  const { body, principal, request, headers, who } = call;
  const { jobs, clock, logger, newId } = dependencies;
  const { value: configuration } = await dependencies.configuration.current();
  const { perPrincipal, leastMinutes } = configuration.schedules;
  const expression = requestedExpression(body, { now: clock.now(), leastMinutes });
  const source = chooseSource(configuration, body.source, principal);
  const credential = requireCredential(who);
  const id = await claimId(jobs, newId(), {
    principalId: principal.id,
    // Apart from the keys of questions, in which there is no line break: a word may stand for one of each.
    idempotencyKey: headers['idempotency-key'] && `schedule\n${headers['idempotency-key']}`,
    body,
    pathOf: schedulePath,
  });
  const at = isoNow(clock);
  const { name, question, timeZone, notify } = body;
  const wished: Schedule = {
    ...{ id, ...(name !== undefined && { name }), question, source, expression, timeZone, notify },
    ...{ status: 'ACTIVE', version: 1, createdAt: at, activeSince: wholeSecond(at) },
    ...{ principal, credential, confirmedAt: at },
  };
  const schedule = await keepSchedule(wished, dependencies, {
    most: perPrincipal,
    isRepeatable: headers['idempotency-key'] !== undefined,
    onKept: () => audit(logger, 'ScheduleCreated', who, { scheduleId: id }),
  });
  const view = await scheduleView(schedule, dependencies);
  return json(201, view, { location: `${request.basePath}${schedulePath(id)}` });
};

/** EventBridge Scheduler counts in seconds. */
export const wholeSecond = (iso: string) =>
  new Date(Math.floor(Date.parse(iso) / 1_000) * 1_000).toISOString();
