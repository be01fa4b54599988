import { PutObjectCommand } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BusEvent } from '../../../local/eventbridge/event.ts';
import { type Stack, startStack } from '../../../local/stack.ts';
import { clientSettings } from './support/aws-client-settings.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { until } from './support/until.ts';

const DATABASE = { url: 'postgres://reader:secret@127.0.0.1:1/sample' };

let dir: string;
let stack: Stack;

const start = () => startStack({ dir, port: 0, database: DATABASE, log: () => undefined });
const call = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${stack.url}${path}`, { headers });

beforeAll(async () => {
  dir = await temporaryFolder();
  stack = await start();
});

describe('the stack of the CDK app’s template', () => {
  afterAll(() => stack.stop());

  it('serves the API: open paths, its local key, nobody else', async () => {
    const statuses = await Promise.all([
      call('/openapi.json'),
      call('/v1/sources', { 'x-api-key': 'inquery-local' }),
      call('/v1/sources', { 'x-api-key': 'guess' }),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 401]);
  });

  it('keeps the logins of the sources as secrets', async () => {
    const client = new SecretsManagerClient(clientSettings(stack.urls.services));
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: 'inquery/northwind' }));
    client.destroy();
    expect(JSON.parse(SecretString ?? '')).toEqual({
      engine: 'postgres',
      host: '127.0.0.1',
      port: 1,
      dbname: 'sample',
      username: 'reader',
      password: 'secret',
    });
  });

  it('runs the template’s state machine over the wire and tells the bus how it ended', async () => {
    const seen: BusEvent[] = [];
    const stop = stack.buses.onEvent((event) => seen.push(event));
    const client = new SFNClient(clientSettings(stack.urls.services));
    const stateMachineArn = stack.resources.stateMachines[0]?.arn;

    await client.send(new StartExecutionCommand({ stateMachineArn, input: '{"no":"job"}' }));
    const ended = await until(() => seen.find((event) => Object(event.detail).status === 'FAILED'));

    stop();
    client.destroy();
    expect([ended.source, Object(ended.detail).stateMachineArn]).toEqual(['aws.states', stateMachineArn]);
  });

  it('turns an object into an event', async () => {
    const seen: BusEvent[] = [];
    const stop = stack.buses.onEvent((event) => seen.push(event));
    const bucket = stack.resources.buckets.find((each) => each.notifies);
    await stack.clients.s3.send(
      new PutObjectCommand({ Bucket: bucket?.name, Key: 'uploads/q.csv', Body: 'x' }),
    );
    const event = await until(() => seen.find((each) => each.source === 'aws.s3'));
    stop();
    expect(event.detail).toMatchObject({ object: { key: 'uploads/q.csv', size: 1 } });
  });

  it('lets no second stack onto its folder', async () => {
    await expect(start()).rejects.toMatchObject({ name: 'StackIsRunning' });
  });
});
