import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  CreateMultipartUploadCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTables } from '../../../../local/dynamodb/create-tables.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../../../local/dynamodb/start-dynamodb.ts';
import { removeExpired, startExpiry } from '../../../../local/expiry/start-expiry.ts';
import { type LocalFauxqs, startFauxqs } from '../../../../local/fauxqs/start-fauxqs.ts';
import { clientSettings } from '../support/aws-client-settings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const table = {
  name: 'Jobs',
  timeToLive: 'expiresAt',
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' as const },
    { AttributeName: 'sk', KeyType: 'RANGE' as const },
  ],
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' as const },
    { AttributeName: 'sk', AttributeType: 'S' as const },
  ],
};
const bucket = {
  name: 'data',
  notifies: false,
  lifecycle: [
    { prefix: 'jobs/', objectDays: 30 },
    { prefix: 'exports/', objectDays: 7 },
    { prefix: '', uploadDays: 1 },
  ],
};

let dynamodb: LocalDynamoDb;
let fauxqs: LocalFauxqs;
let s3: S3Client;

beforeAll(async () => {
  dynamodb = await startDynamoDb(join(await temporaryFolder(), 'tables.sqlite'), 0);
  const client = new DynamoDBClient(clientSettings(dynamodb.url));
  await createTables(client, [table]);
  client.destroy();
  fauxqs = await startFauxqs(await temporaryFolder(), 0);
  fauxqs.createBuckets([bucket]);
  s3 = new S3Client(clientSettings(fauxqs.url));
});

afterAll(async () => {
  s3.destroy();
  await Promise.all([dynamodb.close(), fauxqs.close()]);
});

const options = (now: number) => ({
  resources: { tables: [table], buckets: [bucket] },
  servers: { callDynamoDb: dynamodb.call, fauxqs },
  now: () => now,
});

const put = (pk: string, expiresAt?: object) =>
  dynamodb.call('putItem', {
    TableName: 'Jobs',
    Item: { pk: { S: pk }, sk: { S: 'JOB' }, ...(expiresAt && { expiresAt }) },
  });

async function names(): Promise<string[]> {
  const { Items } = Object(await dynamodb.call('scan', { TableName: 'Jobs' }));
  return Items.map((item: { pk: { S: string } }) => item.pk.S).sort();
}

async function keys(): Promise<(string | undefined)[]> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'data' }));
  return Contents.map(({ Key }) => Key);
}

async function uploads(): Promise<number> {
  const answer = await (await fetch(`${fauxqs.url}/data?uploads`)).text();
  return answer.split('<Upload>').length - 1;
}

describe('The expiry of the local stack', () => {
  it('removes the items whose time is over by more than an hour, however many, and no others', async () => {
    const now = Date.UTC(2030, 0, 1);
    const at = (ms: number) => ({ N: String((now + ms) / 1_000) });
    for (let number = 0; number < 230; number++) await put(`old ${number}`, at(-2 * HOUR_MS));
    await put('just now', at(-HOUR_MS / 2));
    await put('tomorrow', at(DAY_MS));
    await put('never');
    await put('as text', { S: '2020-01-01T00:00:00Z' });

    await removeExpired(options(now));

    expect(await names()).toEqual(['as text', 'just now', 'never', 'tomorrow']);
  });

  it('removes objects and uploads when the days of their prefix are over', async () => {
    for (const Key of ['jobs/1/rows.jsonl', 'exports/1/a.csv', 'catalog/shop.json'])
      await s3.send(new PutObjectCommand({ Bucket: 'data', Key, Body: 'x' }));
    await s3.send(new CreateMultipartUploadCommand({ Bucket: 'data', Key: 'exports/2/a.csv' }));
    const leftAfter = async (days: number) => {
      await removeExpired(options(Date.now() + days * DAY_MS));
      return [await keys(), await uploads()];
    };

    const seen = [await leftAfter(0), await leftAfter(6), await leftAfter(9), await leftAfter(40)];

    expect(seen).toEqual([
      [['catalog/shop.json', 'exports/1/a.csv', 'jobs/1/rows.jsonl'], 1],
      [['catalog/shop.json', 'exports/1/a.csv', 'jobs/1/rows.jsonl'], 0],
      [['catalog/shop.json', 'jobs/1/rows.jsonl'], 0],
      [['catalog/shop.json'], 0],
    ]);
  });

  it('removes hundreds of objects, page by page', async () => {
    for (let number = 0; number < 130; number++)
      await s3.send(new PutObjectCommand({ Bucket: 'data', Key: `jobs/${number}`, Body: 'x' }));

    await removeExpired(options(Date.now() + 40 * DAY_MS));

    expect(await keys()).toEqual(['catalog/shop.json']);
  });

  it('begins at once, and stops between two pages without a failure', async () => {
    const now = Date.UTC(2030, 0, 1);
    await put('old', { N: String((now - 2 * HOUR_MS) / 1_000) });
    const { promise: removed, resolve } = Promise.withResolvers<void>();
    const { resources, servers } = options(now);
    const callDynamoDb: typeof servers.callDynamoDb = async (action, input) => {
      const output = await servers.callDynamoDb(action, input);
      if (action === 'deleteItem') resolve();
      return output;
    };
    const failures: unknown[] = [];

    const stop = startExpiry({
      resources,
      servers: { ...servers, callDynamoDb },
      now: () => now,
      onFailure: (error) => failures.push(error),
    });
    await removed;
    await stop();

    expect([await names(), failures]).toEqual([expect.not.arrayContaining(['old']), []]);
  });
});
