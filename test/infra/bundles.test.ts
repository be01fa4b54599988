import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bundleHandler } from '../../cdk/bundling/bundle-task.ts';
import { startDynamoDb } from '../../local/dynamodb/start-dynamodb.ts';
import { startFauxqs } from '../../local/fauxqs/start-fauxqs.ts';
import { createDynamodbJobStore } from '../../shared/jobs/dynamodb-job-store.ts';
import { createDynamodbUsageLedger } from '../../shared/jobs/dynamodb-usage-ledger.ts';
import type { UsageLedger } from '../../shared/jobs/usage-ledger.ts';
import { startTokenIssuer, type TokenIssuer } from '../support/token-issuer.ts';
import { callHandler, runModule } from './run-module.ts';

const JOB_ID = '01JC0000000000000000000000';
const ASKED_AT = '2026-01-01T00:00:00.000Z';
const TABLE = 'jobs';
const MODEL = { id: 'a-model' };
const CONFIGURATION = {
  sources: { shop: { engine: 'postgres', secretName: 'inquery/shop', schemas: ['public'] } },
  models: { intent: MODEL, sql: MODEL, reflect: MODEL, explain: MODEL, embedding: MODEL },
};
const job = {
  id: JOB_ID,
  question: 'How many?',
  source: 'shop',
  mode: 'answer',
  principalId: 'p',
  roles: ['analyst'],
  attributes: {},
  askedAt: ASKED_AT,
};
const step = (state: string) => ({ state, enteredAt: ASKED_AT, retry: 0 });

const folder = mkdtempSync(join(tmpdir(), 'inquery-bundles-'));
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
let environment: Record<string, string> = {};
let close: () => Promise<unknown>;
let jobs: ReturnType<typeof createDynamodbJobStore>;
let ledger: UsageLedger;
let issuer: TokenIssuer;

/** A Bedrock that has too much to do. */
async function startBusyBedrock() {
  const server = createServer((_, response) => {
    response
      .writeHead(429, { 'x-amzn-errortype': 'ThrottlingException' })
      .end('{"message":"Too many requests"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an AddressInfo, never a pipe name.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => new Promise((resolve) => server.close(resolve)) };
}

const bundle = async (task: string) => {
  await bundleHandler(`tasks/${task}/handler.ts`, join(folder, task));
  return join(folder, task);
};
const call = async (task: string, event: unknown) =>
  runModule(callHandler(await bundle(task), event), environment);

beforeAll(async () => {
  const [dynamodb, s3, bedrock] = await Promise.all([
    startDynamoDb(join(folder, 'dynamodb'), 0),
    startFauxqs(join(folder, 's3'), 0),
    startBusyBedrock(),
  ]);
  issuer = await startTokenIssuer();
  close = () => Promise.all([dynamodb.close(), s3.close(), bedrock.close(), issuer.close()]);
  environment = {
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.url,
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: 'http://127.0.0.1:1', // nobody listens there
    JOBS_TABLE: TABLE,
    DATA_BUCKET: 'data',
    CONFIG_BUCKET: 'config',
    CONFIG_KEY: 'inquery.config.json',
    WEBHOOK_KEY_SECRET: 'inquery/webhook-key',
    CATALOG_MACHINE_ARN: 'arn:aws:states:eu-west-1:000000000000:stateMachine:inquery-catalog',
    VERIFY_MACHINE_ARN: 'arn:aws:states:eu-west-1:000000000000:stateMachine:inquery-verify-queries',
    QUESTION_MACHINE_ARN: 'arn:aws:states:eu-west-1:000000000000:stateMachine:inquery-question',
    EXPORT_MACHINE_ARN: 'arn:aws:states:eu-west-1:000000000000:stateMachine:inquery-export',
  };
  s3.createBuckets(['data', 'config'].map((name) => ({ name, notifies: false })));
  const s3Client = new S3Client({ endpoint: s3.url, region: 'eu-west-1', credentials });
  await s3Client.send(
    new PutObjectCommand({
      Bucket: 'config',
      Key: 'inquery.config.json',
      Body: JSON.stringify({ ...CONFIGURATION, access: { jwt: issuer.configuration() } }),
    }),
  );
  const client = new DynamoDBClient({ endpoint: dynamodb.url, region: 'eu-west-1', credentials });
  await client.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk'].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
  jobs = createDynamodbJobStore({ client, table: TABLE });
  ledger = createDynamodbUsageLedger({ client, table: TABLE });
  await jobs.create(
    {
      ...{
        id: JOB_ID,
        kind: 'question',
        status: 'SUBMITTED',
        version: 1,
        question: job.question,
        source: 'shop',
      },
      ...{
        mode: 'answer',
        principal: { id: 'p', roles: [], attributes: {} },
        createdAt: ASKED_AT,
        steps: [],
      },
    },
    36_500,
  );
});

afterAll(async () => {
  await close();
  rmSync(folder, { recursive: true, force: true });
});

describe('A bundled function', () => {
  it('parses SQL with the WebAssembly beside it, reads S3 and writes DynamoDB', async () => {
    const outcome = await call('check-sql', { job, step: step('Check'), sql: 'SELEC 1' });

    expect(outcome).toEqual({ error: 'SqlSyntaxError' });
    const recorded = await jobs.find(JOB_ID);
    expect(recorded?.steps).toEqual([
      expect.objectContaining({ state: 'Check', error: expect.objectContaining({ name: 'SqlSyntaxError' }) }),
    ]);
  });

  it('reads its prompt beside it and knows Bedrock’s errors by name', async () => {
    const outcome = await call('classify-intent', { job, step: step('Understand') });

    expect(outcome).toEqual({ error: 'ModelThrottled' });
  });

  it.each([
    ['serve-administration', '/openapi.json', 200, '"3.1'],
    ['serve-http', '/openapi.json', 404, 'There is no such path'],
    ['serve-http', '/v1/questions', 401, 'Send an API key'],
    ['serve-knowledge', '/v1/sources', 401, 'Send an API key'],
    ['serve-health', '/health', 503, 'No database that a question goes to answers.'],
  ])('%s answers %s with %i', async (task, path, statusCode, text) => {
    const outcome = await call(task, {
      httpMethod: 'GET',
      path,
      headers: {},
      requestContext: { requestId: 'r' },
    });

    expect(outcome).toMatchObject({ result: { statusCode, body: expect.stringContaining(text) } });
  });

  it('counts a question once, by a transaction', async () => {
    const id = `${JOB_ID.slice(0, -1)}1`;
    const used = { state: 'Generate', startedAt: ASKED_AT, ms: 1, model: 'm', calls: 1, costUsd: 0.5 };
    await jobs.create(
      {
        ...{ id, kind: 'question', status: 'CANCELLED', version: 1, question: 'How many?', source: 'shop' },
        ...{ mode: 'answer', principal: { id: 'p', roles: [], attributes: {} }, createdAt: ASKED_AT },
        ...{ endedAt: ASKED_AT, steps: [used] },
      },
      36_500,
    );
    const event = { 'detail-type': 'Question Cancelled', detail: { jobId: id } };

    const outcomes = [await call('count-usage', event), await call('count-usage', event)];

    expect(outcomes).toEqual([{}, {}]);
    expect(await ledger.spentOn('p', ASKED_AT.slice(0, 10))).toMatchObject({ usd: 0.5 });
  });

  it('verifies tokens with the keys of their issuer', async () => {
    const outcome = await call('authorize-request', {
      type: 'REQUEST',
      methodArn: 'arn:aws:execute-api:eu-west-1:123456789012:api/prod/GET/v1/questions',
      headers: { Authorization: `Bearer ${await issuer.sign()}` },
    });

    expect(outcome).toMatchObject({ result: { principalId: 'jwt:ann' } });
  });
});

describe('Bundling', () => {
  it('refuses a task that has no handler', async () => {
    await expect(bundleHandler('tasks/do-nothing/handler.ts', join(folder, 'nothing'))).rejects.toThrow(
      'No handler tasks/do-nothing/handler.ts to bundle.',
    );
  });
});
