import { DynamoDBClient, GetItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { seededRandom } from '../../../commands/fuzz/seeded-random.ts';
import { startWireServer, type WireServer } from '../../../local/wire/wire-server.ts';
import { clientSettings } from '../../unit/local/support/aws-client-settings.ts';
import { type FaultyProxy, startFaultyProxy } from './faulty-proxy.ts';

let heard: number;
let server: WireServer;
let proxy: FaultyProxy;
let dynamodb: DynamoDBClient;
let s3: S3Client;

beforeAll(async () => {
  const echo = {
    name: 'echo',
    accepts: () => true,
    handle: async () => {
      heard += 1;
      return { status: 200, body: '{}' };
    },
  };
  server = await startWireServer([echo], 0);
  proxy = await startFaultyProxy({ target: server.url, random: seededRandom(1) });
  dynamodb = new DynamoDBClient({ ...clientSettings(proxy.url), maxAttempts: 1 });
  s3 = new S3Client({ ...clientSettings(proxy.url), maxAttempts: 1 });
});

afterAll(async () => {
  dynamodb.destroy();
  s3.destroy();
  await proxy.close();
  await server.close();
});

const getItem = () => dynamodb.send(new GetItemCommand({ TableName: 't', Key: { pk: { S: 'a' } } }));
const getObject = () => s3.send(new GetObjectCommand({ Bucket: 'b', Key: 'k' }));

it('the proxy refuses as the service would, without its hearing of it, and passes on what others are sent', async () => {
  heard = 0;
  proxy.turn({ service: 'dynamodb', how: 'refuse', share: 1 });

  await expect(getItem()).rejects.toMatchObject({ name: 'ProvisionedThroughputExceededException' });
  await getObject();

  expect(heard).toBe(1);
});

it('the proxy cancels a transaction that is throttled', async () => {
  heard = 0;
  proxy.turn({ service: 'dynamodb', how: 'refuse', share: 1 });

  const sent = dynamodb.send(new TransactWriteItemsCommand({ TransactItems: [] }));

  await expect(sent).rejects.toMatchObject({
    name: 'TransactionCanceledException',
    CancellationReasons: [{ Code: 'None' }, { Code: 'ThrottlingError' }],
  });
  expect(heard).toBe(0);
});

it('the proxy lets S3 break inside', async () => {
  proxy.turn({ service: 's3', how: 'refuse', share: 1 });

  await expect(getObject()).rejects.toMatchObject({
    name: 'InternalError',
    $metadata: { httpStatusCode: 500 },
  });
});

it('the proxy loses the reply to what was carried out', async () => {
  heard = 0;
  proxy.turn({ service: 'dynamodb', how: 'lose', share: 1 });

  await expect(getItem()).rejects.toThrow();

  expect(heard).toBe(1);
  proxy.turn(undefined);
  await getItem();
  expect(heard).toBe(2);
});
