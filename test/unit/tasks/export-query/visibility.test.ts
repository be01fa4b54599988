import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type LocalFauxqs, startFauxqs } from '../../../../local/fauxqs/start-fauxqs.ts';
import { startQueuePoller } from '../../../../local/sqs/queue-poller.ts';
import type { ExportMessage } from '../../../../shared/contracts/exports.ts';
import { createSqsExportQueue } from '../../../../shared/exports/sqs-export-queue.ts';
import { type ExportWorker, startExportWorker } from '../../../support/export-worker.ts';
import { temporaryFolder } from '../../local/support/temporary-folder.ts';

const QUEUE_ARN = 'arn:aws:sqs:us-east-1:000000000000:exports';
const VISIBLE_AGAIN_SECONDS = 1;
/** Some five seconds: the message comes again meanwhile, more than once. */
const LONGER = "SELECT n, repeat('x', 10000), pg_sleep(0.002) FROM generate_series(1, 2000) AS n";

let worker: ExportWorker;
let server: LocalFauxqs;
let client: SQSClient;
let url: string;

beforeAll(async () => {
  worker = await startExportWorker();
  server = await startFauxqs(await temporaryFolder(), 0);
  client = new SQSClient({
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    useQueueUrlAsEndpoint: false,
  });
  const attributes = { VisibilityTimeout: String(VISIBLE_AGAIN_SECONDS) };
  url = `${server.url}/000000000000/exports`;
  server.createQueues([{ name: 'exports', url, arn: QUEUE_ARN, attributes }]);
});

afterAll(async () => {
  client.destroy();
  await server.close();
  await worker.close();
});

/** Feeds the queue to the worker, which cannot have its message hidden for longer; tells of each delivery. */
function poll(message: ExportMessage, deliveries: { receiveCount: number }[]) {
  const queue = {
    ...createSqsExportQueue({ client, url }),
    hideFor: async () => Promise.reject(new Error('The queue is out of reach.')),
    sendCopy: (body: string) => createSqsExportQueue({ client, url }).sendCopy(body, 1),
  };
  return startQueuePoller({
    queues: server.queues,
    queueUrl: url,
    source: {
      ...{ functionName: 'export-query', queueArn: QUEUE_ARN },
      ...{ batchSize: 1, batchingWindowSeconds: 0, reportsItemFailures: false, maximumConcurrency: 4 },
    },
    invoke: async (_, payload) => {
      const [record] = Object(payload).Records;
      const delivery = {
        receiptHandle: String(record.receiptHandle),
        receiveCount: Number(record.attributes.ApproximateReceiveCount),
      };
      deliveries.push(delivery);
      await worker.deliver(message, delivery, queue);
      return { payload: null };
    },
    onFailure: () => undefined,
  });
}

async function messagesLeft(): Promise<number> {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesDelayed'] as const;
  const hidden = 'ApproximateNumberOfMessagesNotVisible';
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...names, hidden] }),
  );
  return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
}

describe('An export whose message becomes visible again while it runs', () => {
  it('is made once, by the one who has the lease; the others wait without using up receives', async () => {
    const message = await worker.submit(LONGER);
    const deliveries: { receiveCount: number }[] = [];
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify(message) }));

    const poller = poll(message, deliveries);
    while ((await messagesLeft()) > 0) await new Promise((resolve) => setTimeout(resolve, 200));
    await poller.close();

    const job = await worker.exports.find(message.export.id);
    expect(job).toMatchObject({ status: 'READY', attempt: 1, ending: { rows: 2_000 } });
    // The message itself, and at least one copy of it that begins to count anew.
    expect(deliveries.filter(({ receiveCount }) => receiveCount === 1).length).toBeGreaterThan(1);
    expect(new Set(worker.events.map(({ detail }) => Object(detail).eventId))).toEqual(
      new Set([`${job?.id}:READY`]),
    );
  });
});
