import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { untilThereIsRoom } from '../until-there-is-room.ts';
import { scheduleArn } from './names.ts';
import type { StoredSchedule } from './stored-schedule.ts';

/** What EventBridge Scheduler says of a dead letter in its attributes, as far as it is read here. */
export interface LetterExtras {
  readonly MessageAttributes: Record<'SCHEDULE_ARN' | 'SCHEDULED_TIME' | 'ERROR_MESSAGE', TextAttribute>;
}
interface TextAttribute {
  readonly DataType: 'String';
  readonly StringValue: string;
}

/** Where firings go; each resolves once its service has accepted the input. */
export interface FiringPorts {
  /** `input` is JSON text. */
  startExecution(stateMachineArn: string, input: string): Promise<void>;
  sendToQueue(queueArn: string, body: string, extras: LetterExtras): Promise<void>;
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
        const extras = extrasOf(schedule, dueAt, cause);
        if (lettersArn) return untilThereIsRoom(() => ports.sendToQueue(lettersArn, input, extras), signal);
        throw new Error(`The schedule ${schedule.name} never reached ${arn}`, { cause });
      }
      await delay(FIRST_DELAY_MS * 2 ** (attempt - 1), undefined, { signal, ref: false });
    }
  }
}

function extrasOf({ group, name }: StoredSchedule, dueAt: number, cause: unknown): LetterExtras {
  const text = (StringValue: string): TextAttribute => ({ DataType: 'String', StringValue });
  return {
    MessageAttributes: {
      SCHEDULE_ARN: text(scheduleArn(group, name)),
      SCHEDULED_TIME: text(wholeSecond(dueAt)),
      ERROR_MESSAGE: text(cause instanceof Error ? cause.message : String(cause)),
    },
  };
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
