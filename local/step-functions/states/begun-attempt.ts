import { StateFailure } from '../errors.ts';
import type { Visit } from '../execution/visit.ts';
import type { Integration } from '../integrations/integration.ts';
import type { Payload } from '../payload.ts';
import { NO_TIMEOUT_SECONDS, type TaskAttempt } from './call-task.ts';

/** The attempt that an earlier process had begun, as its history tells: it calls again what was called then. */
export function begunAttempt(
  { resumed }: Visit,
  { events }: Integration,
): Omit<TaskAttempt, 'waiting'> | undefined {
  const scheduled = resumed?.seen.get(events.scheduled);
  if (!scheduled?.details) return undefined;
  const { parameters, input, timeoutInSeconds, heartbeatInSeconds } = scheduled.details;
  const timeout = Number(timeoutInSeconds);
  return {
    argument: parsed(String(parameters ?? input)),
    timeoutSeconds: timeout === NO_TIMEOUT_SECONDS ? undefined : timeout,
    heartbeatSeconds: heartbeatInSeconds === undefined ? undefined : Number(heartbeatInSeconds),
    begun: { at: scheduled.at, heardAt: resumed?.heard },
  };
}

/** How that attempt had ended, when only leaving the state was missing; throws what it failed with. */
export function endedAttempt({ resumed }: Visit, { events }: Integration): Payload | undefined {
  const succeeded = resumed?.seen.get(events.succeeded);
  if (succeeded) return parsed(String(succeeded.details?.output));
  const failed = resumed?.seen.get(events.failed) ?? resumed?.seen.get(events.timedOut);
  if (!failed) return undefined;
  const { error, cause } = failed.details ?? {};
  throw new StateFailure(textOr(error), textOr(cause));
}

const parsed = (text: string): Payload => ({ value: JSON.parse(text), text });

const textOr = (value: unknown) => (value === undefined ? undefined : String(value));
