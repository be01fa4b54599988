import { setTimeout as delay } from 'node:timers/promises';
import type { SendMessageRequest } from '@aws-sdk/client-sqs';
import { untilThereIsRoom } from './until-there-is-room.ts';

/** What a message has beside its body. */
type MessageExtras = Pick<SendMessageRequest, 'MessageGroupId' | 'MessageAttributes'>;
export type SendToQueue = (queueArn: string, body: string, extras?: MessageExtras) => Promise<void>;

/** A message that tells of what was not taken. */
export interface DeadLetter {
  readonly queueArn: string;
  readonly body: string;
  readonly extras?: MessageExtras;
}

export interface Delivery {
  /** How often it is tried again; each time it waits twice as long. */
  readonly retries: number;
  readonly firstDelayMs: number;
  /** Attempts count from 1. */
  readonly send: (attempt: number) => Promise<void>;
  /** Asked once, when all tries have failed, with why the last one did; may throw that instead. */
  readonly letter: (cause: unknown) => DeadLetter | undefined;
  readonly sendToQueue: SendToQueue;
  readonly signal: AbortSignal;
}

/**
 * Sends it, again after failures, and its dead letter in the end; both wait for room on a full disk. Rejects with what
 * `letter` throws, with a failure of the letter's queue, or when the signal is aborted.
 */
export async function deliverOrLetter(delivery: Delivery): Promise<void> {
  const { retries, firstDelayMs, send, letter, sendToQueue, signal } = delivery;
  for (let attempt = 1; ; attempt++) {
    try {
      return await untilThereIsRoom(() => send(attempt), signal);
    } catch (cause) {
      // What the stop has ended is no fault of the target's.
      signal.throwIfAborted();
      if (attempt > retries) {
        const dead = letter(cause);
        return dead && untilThereIsRoom(() => sendToQueue(dead.queueArn, dead.body, dead.extras), signal);
      }
      await delay(firstDelayMs * 2 ** (attempt - 1), undefined, { signal, ref: false });
    }
  }
}

/** A dead letter's attributes, all text: these, and why it is one. */
export function letterExtras(texts: Readonly<Record<string, string>>, cause: unknown): MessageExtras {
  const all = { ...texts, ERROR_MESSAGE: cause instanceof Error ? cause.message : String(cause) };
  const attributes = Object.entries(all).map(([name, StringValue]) => [
    name,
    { DataType: 'String', StringValue },
  ]);
  return { MessageAttributes: Object.fromEntries(attributes) };
}
