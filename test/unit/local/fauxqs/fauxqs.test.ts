import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  ChangeMessageVisibilityCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createEventBuses } from '../../../../local/eventbridge/bus.ts';
import type { BusEvent } from '../../../../local/eventbridge/event.ts';
import { type LocalFauxqs, startFauxqs } from '../../../../local/fauxqs/start-fauxqs.ts';
import { publishObjectEvents } from '../../../../local/s3/object-events.ts';
import type { LocalQueue } from '../../../../local/template/resources/queues.ts';
import { clientSettings } from '../support/aws-client-settings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const buckets = [
  { name: 'data-bucket', notifies: true },
  { name: 'quiet-bucket', notifies: false },
];

let server: LocalFauxqs;
let s3: S3Client;
let sqs: SQSClient;

async function start(dir: string, queues: (url: string) => LocalQueue[] = () => []): Promise<void> {
  server = await startFauxqs(dir, 0);
  server.createBuckets(buckets);
  server.createQueues(queues(server.url));
  s3 = new S3Client(clientSettings(server.url));
  sqs = new SQSClient({ ...clientSettings(server.url), useQueueUrlAsEndpoint: false });
}

async function stop(): Promise<void> {
  s3.destroy();
  sqs.destroy();
  await server.close();
}

afterEach(stop);

const queue = (url: string, attributes: Record<string, string> = {}): LocalQueue => ({
  name: 'work',
  url: `${url}/000000000000/work`,
  arn: 'arn:aws:sqs:us-east-1:000000000000:work',
  attributes,
});

describe('S3 and SQS', () => {
  it('keep objects and messages over a restart on another port', async () => {
    const dir = await temporaryFolder();
    await start(dir, (url) => [queue(url)]);
    await s3.send(new PutObjectCommand({ Bucket: 'data-bucket', Key: 'jobs/1/rows.json', Body: '[[1]]' }));
    await sqs.send(
      new SendMessageCommand({ QueueUrl: `${server.url}/000000000000/work`, MessageBody: 'kept' }),
    );
    await stop();

    await start(dir, (url) => [queue(url)]);
    const object = await s3.send(new GetObjectCommand({ Bucket: 'data-bucket', Key: 'jobs/1/rows.json' }));
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: `${server.url}/000000000000/work` }),
    );

    expect([await object.Body?.transformToString(), Messages?.[0]?.Body]).toEqual(['[[1]]', 'kept']);
  });

  it('tell how many messages a queue has, and since when', async () => {
    await start(await temporaryFolder(), (url) => [queue(url)]);
    const QueueUrl = `${server.url}/000000000000/work`;
    const before = Date.now();
    for (const MessageBody of ['first', 'second'])
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'later', DelaySeconds: 900 }));
    await sqs.send(new ReceiveMessageCommand({ QueueUrl }));

    const { oldestSentAt, ...counts } = server.queueLoad('work');

    expect(counts).toEqual({ visible: 1, inFlight: 1, delayed: 1 });
    expect(oldestSentAt).toBeGreaterThanOrEqual(before);
    expect(server.queueLoad('unknown')).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });

  it('show a message again at once when who received it says so', async () => {
    await start(await temporaryFolder(), (url) => [queue(url, { VisibilityTimeout: '900' })]);
    const QueueUrl = `${server.url}/000000000000/work`;
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'looked at' }));
    const { Messages: [message] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    const { ReceiptHandle } = message ?? {};
    await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));

    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));

    expect(Messages).toMatchObject([{ Body: 'looked at' }]);
  });

  it('show a message again after a restart that somebody had received before it', async () => {
    const dir = await temporaryFolder();
    const hidden = { VisibilityTimeout: '900' };
    await start(dir, (url) => [queue(url, hidden)]);
    const QueueUrl = `${server.url}/000000000000/work`;
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'under way' }));
    await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    await stop();

    await start(dir, (url) => [queue(url, hidden)]);
    const again = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: `${server.url}/000000000000/work`, WaitTimeSeconds: 1 }),
    );

    expect(again.Messages?.map(({ Body }) => Body)).toEqual(['under way']);
  });

  it('give an existing queue the attributes that the template has now', async () => {
    const dir = await temporaryFolder();
    await start(dir, (url) => [queue(url, { VisibilityTimeout: '0' })]);
    await stop();
    await start(dir, (url) => [queue(url, { VisibilityTimeout: '30' })]);
    const QueueUrl = `${server.url}/000000000000/work`;
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'once' }));

    await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    const again = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));

    expect(again.Messages).toBeUndefined();
  });

  it('turn a write to a notifying bucket, and only that, into an event', async () => {
    const events: BusEvent[] = [];
    const buses = createEventBuses({
      busNames: [],
      rules: [],
      targets: Object(null),
      onFailure: () => undefined,
    });
    buses.onEvent((event) => events.push(event));
    await start(await temporaryFolder());
    publishObjectEvents(server, buckets, buses);

    await s3.send(new PutObjectCommand({ Bucket: 'quiet-bucket', Key: 'a', Body: 'a' }));
    await s3.send(new PutObjectCommand({ Bucket: 'data-bucket', Key: 'batches/q.csv', Body: 'question\n' }));

    await until(() => events.length > 0);
    expect(events).toEqual([
      expect.objectContaining({
        source: 'aws.s3',
        'detail-type': 'Object Created',
        detail: expect.objectContaining({
          bucket: { name: 'data-bucket' },
          object: expect.objectContaining({
            key: 'batches/q.csv',
            size: 9,
            etag: expect.stringMatching(/^[0-9a-f]{32}$/),
          }),
        }),
      }),
    ]);
  });

  it.each([
    'application/x-www-form-urlencoded',
    'application/x-amz-json-1.0',
    'application/json',
    'text/csv; charset=utf-8',
  ])('keep what is put as %s byte by byte, with its type', async (type) => {
    await start(await temporaryFolder());
    const body = 'question\nHow many customers have 100% & more?\n';
    const url = `${server.url}/data-bucket/batches/questions.csv`;
    const put = await fetch(url, { method: 'PUT', headers: { 'content-type': type }, body });
    const got = await fetch(url);

    expect([put.status, await got.text(), got.headers.get('content-type')]).toEqual([200, body, type]);
  });

  it('listen on the loopback address only', async () => {
    await start(await temporaryFolder());
    expect(new URL(server.url).hostname).toBe('127.0.0.1');
  });
});
