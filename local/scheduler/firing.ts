import { randomUUID } from 'node:crypto';
import { type DeadLetter, deliverOrLetter, letterExtras, type SendToQueue } from '../deliver-or-letter.ts';
import { scheduleArn } from './names.ts';
import type { StoredSchedule } from './stored-schedule.ts';

/** Where firings go; each resolves once its service has accepted the input. */
export interface FiringPorts {
  /** `input` is JSON text. */
  startExecution(stateMachineArn: string, input: string): Promise<void>;
  readonly sendToQueue: SendToQueue;
}

/** AWS tries for hours; a local stack gives up sooner. */
const MOST_RETRIES = 6;
const FIRST_DELAY_MS = 200;

/** Delivers one firing, again after failures, and to the dead-letter queue in the end. */
export function deliverFiring(
  schedule: StoredSchedule,
  dueAt: number,
  { startExecution, sendToQueue }: FiringPorts,
  signal: AbortSignal,
): Promise<void> {
  const { arn, maxRetries } = schedule.target;
  let input = '';
  return deliverOrLetter({
    retries: Math.min(maxRetries, MOST_RETRIES),
    firstDelayMs: FIRST_DELAY_MS,
    send: (attempt) => {
      input = inputOf(schedule, dueAt, attempt);
      return startExecution(arn, input);
    },
    letter: (cause) => deadLetter(schedule, dueAt, input, cause),
    sendToQueue,
    signal,
  });
}

/** The last input that was tried, with the attributes that Scheduler gives it, as far as they are read here. */
function deadLetter(
  { group, name, target: { arn, lettersArn } }: StoredSchedule,
  dueAt: number,
  body: string,
  cause: unknown,
): DeadLetter {
  if (!lettersArn) throw new Error(`The schedule ${name} never reached ${arn}`, { cause });
  const texts = { SCHEDULE_ARN: scheduleArn(group, name), SCHEDULED_TIME: wholeSecond(dueAt) };
  return { queueArn: lettersArn, body, extras: letterExtras(texts, cause) };
}

const wholeSecond = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

/** The target's input with the context attributes in place. */
function inputOf(schedule: StoredSchedule, dueAt: number, attempt: number): string {
  const attributes: Readonly<Record<string, string>> = {
    'schedule-arn': scheduleArn(schedule.group, schedule.name),
    'scheduled-time': wholeSecond(dueAt),
    'execution-id': randomUUID(),
    'attempt-number': String(attempt),
  };
  return schedule.target.input.replace(
    /<aws\.scheduler\.([a-z-]+)>/g,
    (whole, name: string) => attributes[name] ?? whole,
  );
}
