import { setTimeout as delay } from 'node:timers/promises';
import type { Message } from '@aws-sdk/client-sqs';
import type { LocalQueues } from '../fauxqs/local-queues.ts';
import type { InvocationResult } from '../lambda/functions.ts';
import type { LocalEventSource } from '../template/resources/functions.ts';
import { completedMessages } from './batch-outcome.ts';
import { sqsEvent } from './sqs-event.ts';

/** AWS starts with five batches at once for a queue. */
const DEFAULT_CONCURRENCY = 5;
const MAX_RECEIVE = 10;
const LONG_POLL_SECONDS = 20;
const PAUSE_AFTER_FAILURE_MS = 1_000;

export interface QueuePollerOptions {
  readonly queues: Pick<LocalQueues, 'receive' | 'deleteBatch'>;
  readonly queueUrl: string;
  readonly source: LocalEventSource;
  readonly invoke: (functionName: string, payload: unknown) => Promise<InvocationResult>;
  readonly onFailure: (error: unknown) => void;
}

export interface QueuePoller {
  /** Stops receiving and waits for the batches that are running. */
  close(): Promise<void>;
}

/** Feeds a queue to its function: long polls, batches, deletes what is done; the rest becomes visible again. */
export function startQueuePoller(options: QueuePollerOptions): QueuePoller {
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const loop = pollUntilStopped(options, stopping.signal, running);
  return {
    close: async () => {
      stopping.abort();
      await loop;
      await Promise.allSettled(running);
    },
  };
}

async function pollUntilStopped(
  options: QueuePollerOptions,
  signal: AbortSignal,
  running: Set<Promise<void>>,
): Promise<void> {
  const concurrency = options.source.maximumConcurrency ?? DEFAULT_CONCURRENCY;
  while (!signal.aborted) {
    try {
      const batch = await receiveBatch(options, signal);
      if (batch.length === 0) continue;
      const work = runBatch(options, batch)
        .catch(options.onFailure)
        .finally(() => running.delete(work));
      running.add(work);
      if (running.size >= concurrency) await Promise.race(running);
    } catch (error) {
      if (signal.aborted) return;
      options.onFailure(error);
      await delay(PAUSE_AFTER_FAILURE_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Receives up to a batch; with a batching window it goes on until the batch is full or the window ends. */
async function receiveBatch(
  { queues, queueUrl, source }: QueuePollerOptions,
  signal: AbortSignal,
): Promise<Message[]> {
  const batch = await receive(queues, queueUrl, source.batchSize, LONG_POLL_SECONDS, signal);
  const windowEnd = Date.now() + source.batchingWindowSeconds * 1000;
  while (batch.length > 0 && batch.length < source.batchSize && Date.now() < windowEnd) {
    const seconds = Math.ceil((windowEnd - Date.now()) / 1000);
    batch.push(...(await receive(queues, queueUrl, source.batchSize - batch.length, seconds, signal)));
  }
  return batch;
}

function receive(
  queues: QueuePollerOptions['queues'],
  queueUrl: string,
  wanted: number,
  waitSeconds: number,
  signal: AbortSignal,
): Promise<Message[]> {
  const input = {
    QueueUrl: queueUrl,
    MaxNumberOfMessages: Math.min(wanted, MAX_RECEIVE),
    WaitTimeSeconds: Math.min(waitSeconds, LONG_POLL_SECONDS),
    MessageSystemAttributeNames: ['All' as const],
    MessageAttributeNames: ['All'],
  };
  return queues.receive(input, signal);
}

async function runBatch(options: QueuePollerOptions, batch: readonly Message[]): Promise<void> {
  const { queues, queueUrl, source } = options;
  const result = await options.invoke(source.functionName, sqsEvent(source.queueArn, batch));
  if (result.functionError) {
    options.onFailure(new Error(`${source.functionName} failed a batch: ${JSON.stringify(result.payload)}`));
  }
  const done = completedMessages(batch, result, source.reportsItemFailures);
  for (let start = 0; start < done.length; start += MAX_RECEIVE) {
    const Entries = done
      .slice(start, start + MAX_RECEIVE)
      .map((message, index) => ({ Id: String(index), ReceiptHandle: message.ReceiptHandle }));
    await queues.deleteBatch({ QueueUrl: queueUrl, Entries });
  }
}
