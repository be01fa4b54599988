import { randomUUID } from 'node:crypto';
import * as z from 'zod';

/** What fauxqs keeps a message as. */
interface Message {
  readonly messageId: string;
}

interface QueueClass {
  readonly prototype: { enqueue(message: Message): void };
}

const QUEUES = new URL('../../../node_modules/fauxqs/dist/sqs/sqsStore.js', import.meta.url).href;
const QueuesModule = z.object({
  SqsQueue: z.custom<QueueClass>((value) => typeof Object(value).prototype?.enqueue === 'function'),
});

/**
 * Whether every message of every queue in this process is there twice, whoever sends it: the machines, the buses, the
 * functions. A queue delivers at least once.
 */
export async function doubleMessages(): Promise<{ turn(on: boolean): void }> {
  const { prototype } = QueuesModule.parse(await import(QUEUES)).SqsQueue;
  const { enqueue } = prototype;
  let isOn = false;
  prototype.enqueue = function (message) {
    enqueue.call(this, message);
    if (isOn) enqueue.call(this, { ...message, messageId: randomUUID() });
  };
  return {
    turn: (on) => {
      isOn = on;
    },
  };
}
