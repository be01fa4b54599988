import { randomUUID } from 'node:crypto';
import * as z from 'zod';

/** What fauxqs keeps a message as. */
interface Message {
  readonly messageId: string;
}

interface Queue {
  readonly inflightMessages: ReadonlyMap<string, { visibilityDeadline: number }>;
  enqueue(message: Message): void;
  dequeue(...request: unknown[]): unknown;
}

const QUEUES = new URL('../../../node_modules/fauxqs/dist/sqs/sqsStore.js', import.meta.url).href;
const isQueue = (prototype: unknown) =>
  ['enqueue', 'dequeue'].every((name) => typeof Object(prototype)[name] === 'function');
const QueuesModule = z.object({
  SqsQueue: z.custom<{ prototype: Queue }>((value) => isQueue(Object(value).prototype)),
});

/** What SQS may do at any time, of every queue in this process: it delivers at least once. */
export interface QueueBehaviour {
  /** Whether every message is there twice, whoever sends it: the machines, the buses, the functions. */
  sendTwice(on: boolean): void;
  /** Shows each message that is hidden again, as when its time is over, or when another server of SQS has it still. */
  showHidden(): void;
}

export async function changeQueues(): Promise<QueueBehaviour> {
  const { prototype } = QueuesModule.parse(await import(QUEUES)).SqsQueue;
  const { enqueue, dequeue } = prototype;
  let isTwice = false;
  let shows = 0;
  const shown = new WeakMap<Queue, number>();
  prototype.enqueue = function (message) {
    enqueue.call(this, message);
    if (isTwice) enqueue.call(this, { ...message, messageId: randomUUID() });
  };
  // Their workers ask all queues for messages every moment.
  prototype.dequeue = function (...request) {
    if ((shown.get(this) ?? 0) < shows) {
      shown.set(this, shows);
      for (const message of this.inflightMessages.values()) message.visibilityDeadline = 0;
    }
    return dequeue.apply(this, request);
  };
  return {
    sendTwice: (on) => {
      isTwice = on;
    },
    showHidden: () => {
      shows += 1;
    },
  };
}
