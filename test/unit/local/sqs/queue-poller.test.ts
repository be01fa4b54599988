import {
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type LocalFauxqs, startFauxqs } from '../../../../local/fauxqs/start-fauxqs.ts';
import type { InvocationResult } from '../../../../local/lambda/functions.ts';
import { type QueuePoller, startQueuePoller } from '../../../../local/sqs/queue-poller.ts';
import type { LocalEventSource } from '../../../../local/template/resources/functions.ts';
import { clientSettings } from '../support/aws-client-settings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

interface Batch {
  Records: { messageId: string; body: string; eventSource: string; eventSourceARN: string }[];
}

const WORK = 'arn:aws:sqs:us-east-1:000000000000:work';
const DEAD = 'arn:aws:sqs:us-east-1:000000000000:dead';

let server: LocalFauxqs;
let client: SQSClient;
let poller: QueuePoller | undefined;
let batches: string[][];

const urlOf = (name: string) => `${server.url}/000000000000/${name}`;

beforeEach(async () => {
  batches = [];
  server = await startFauxqs(await temporaryFolder(), 0);
  server.createQueues([
    { name: 'dead', url: urlOf('dead'), arn: DEAD, attributes: {} },
    {
      name: 'work',
      url: urlOf('work'),
      arn: WORK,
      attributes: {
        VisibilityTimeout: '1',
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: DEAD, maxReceiveCount: 2 }),
      },
    },
  ]);
  client = new SQSClient({ ...clientSettings(server.url), useQueueUrlAsEndpoint: false });
});

afterEach(async () => {
  await poller?.close();
  client.destroy();
  await server.close();
});

function poll(
  answer: (batch: Batch) => InvocationResult | Promise<InvocationResult>,
  source: Partial<LocalEventSource> = {},
) {
  poller = startQueuePoller({
    queues: server.queues,
    queueUrl: urlOf('work'),
    source: {
      functionName: 'worker',
      queueArn: WORK,
      batchSize: 10,
      batchingWindowSeconds: 0,
      reportsItemFailures: false,
      ...source,
    },
    invoke: async (_functionName, payload) => {
      // The poller makes the payload; its shape is what this suite is about.
      const batch = payload as Batch;
      batches.push(batch.Records.map((record) => record.body));
      return answer(batch);
    },
    onFailure: () => undefined,
  });
}

const send = (...bodies: string[]) =>
  Promise.all(
    bodies.map((MessageBody) =>
      client.send(new SendMessageCommand({ QueueUrl: urlOf('work'), MessageBody })),
    ),
  );

async function waiting(name: string): Promise<number> {
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: urlOf(name), AttributeNames: ['All'] }),
  );
  return (
    Number(Attributes?.ApproximateNumberOfMessages) +
    Number(Attributes?.ApproximateNumberOfMessagesNotVisible)
  );
}

async function receiveDead(): Promise<Message[]> {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl: urlOf('dead'), WaitTimeSeconds: 5 }),
  );
  return Messages;
}

const done: InvocationResult = { payload: null };

describe('a queue’s poller', () => {
  it('feeds messages in batches and deletes them when the function succeeds', async () => {
    await send('a', 'b', 'c');
    poll(() => done);
    await until(() => batches.flat().length === 3);
    await poller?.close();
    expect([batches.flat().sort(), await waiting('work')]).toEqual([['a', 'b', 'c'], 0]);
  });

  it('never makes a batch larger than its size', async () => {
    await send('a', 'b', 'c');
    poll(() => done, { batchSize: 2 });
    await until(() => batches.flat().length === 3);
    expect(batches.map((batch) => batch.length)).toEqual([2, 1]);
  });

  it('gathers a batch for as long as its window', async () => {
    server.createQueues([
      { name: 'work', url: urlOf('work'), arn: WORK, attributes: { VisibilityTimeout: '30' } },
    ]);
    poll(() => done, { batchingWindowSeconds: 1 });
    await send('a');
    await new Promise((resolve) => setTimeout(resolve, 200));
    await send('b');
    await until(() => batches.length > 0);
    expect(batches).toEqual([['a', 'b']]);
  });

  it('brings a failed batch again, and after its receives into the dead-letter queue', async () => {
    await send('poison');
    poll(() => ({ payload: { errorType: 'Error' }, functionError: 'Unhandled' }));
    const dead = await receiveDead();
    expect([dead.map((message) => message.Body), batches]).toEqual([['poison'], [['poison'], ['poison']]]);
  });

  it('deletes what a partly failed batch got done', async () => {
    await send('good', 'bad');
    poll(
      ({ Records }) => ({
        payload: {
          batchItemFailures: Records.filter((record) => record.body === 'bad').map(({ messageId }) => ({
            itemIdentifier: messageId,
          })),
        },
      }),
      { reportsItemFailures: true },
    );
    const dead = await receiveDead();
    expect([dead.map((message) => message.Body), batches.flat().filter((body) => body === 'good')]).toEqual([
      ['bad'],
      ['good'],
    ]);
  });

  it('keeps the whole batch when the report names a message that was not in it', async () => {
    await send('a');
    poll(() => ({ payload: { batchItemFailures: [{ itemIdentifier: 'other' }] } }), {
      reportsItemFailures: true,
    });
    await until(() => batches.length === 2);
    expect(batches).toEqual([['a'], ['a']]);
  });

  it('runs no more batches at once than its maximum concurrency', async () => {
    let running = 0;
    let most = 0;
    await send('a', 'b', 'c', 'd');
    poll(
      async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 50));
        running -= 1;
        return done;
      },
      { batchSize: 1, maximumConcurrency: 2 },
    );
    await until(() => batches.length === 4);
    expect(most).toBe(2);
  });

  it('lets a running batch end before it is closed', async () => {
    let ended = false;
    await send('a');
    poll(async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      ended = true;
      return done;
    });
    await until(() => batches.length > 0);
    await poller?.close();
    expect([ended, await waiting('work')]).toEqual([true, 0]);
  });
});
