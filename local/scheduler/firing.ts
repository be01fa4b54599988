import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { untilThereIsRoom } from '../until-there-is-room.ts';
import { scheduleArn } from './names.ts';
import type { StoredSchedule } from './stored-schedule.ts';

/** Where firings go; each resolves once its service has accepted the input. */
export interface FiringPorts {
  /** `input` is JSON text. */
  startExecution(stateMachineArn: string, input: string): Promise<void>;
  sendToQueue(queueArn: string, body: string): Promise<void>;
}

/** AWS tries for hours; a local stack gives up sooner. */
const MOST_RETRIES = 6;
const FIRST_DELAY_MS = 200;

/** Delivers one firing, again after failures, and to the dead-letter queue in the end. */
export async function deliverFiring(
  schedule: StoredSchedule,
  dueAt: number,
  ports: FiringPorts,
  signal: AbortSignal,
): Promise<void> {
  const { arn, lettersArn, maxRetries } = schedule.target;
  for (let attempt = 1; ; attempt++) {
    const input = inputOf(schedule, dueAt, attempt);
    try {
      return await untilThereIsRoom(() => ports.startExecution(arn, input), signal);
    } catch (cause) {
      if (attempt > Math.min(maxRetries, MOST_RETRIES)) {
        if (lettersArn) return untilThereIsRoom(() => ports.sendToQueue(lettersArn, input), signal);
        throw new Error(`The schedule ${schedule.name} never reached ${arn}`, { cause });
      }
      await delay(FIRST_DELAY_MS * 2 ** (attempt - 1), undefined, { signal, ref: false });
    }
  }
}

/** The target's input with the context attributes in place. */
function inputOf(schedule: StoredSchedule, dueAt: number, attempt: number): string {
  const attributes: Readonly<Record<string, string>> = {
    'schedule-arn': scheduleArn(schedule.group, schedule.name),
    'scheduled-time': new Date(dueAt).toISOString().replace(/\.\d+Z$/, 'Z'),
    'execution-id': randomUUID(),
    'attempt-number': String(attempt),
  };
  return schedule.target.input.replace(
    /<aws\.scheduler\.([a-z-]+)>/g,
    (whole, name: string) => attributes[name] ?? whole,
  );
}
