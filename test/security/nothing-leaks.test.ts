import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetExecutionHistoryCommand, SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadSampleDatabase } from '../../local/sample-database/load-sample-database.ts';
import { findVariable } from '../../local/stack/find-variable.ts';
import { type Stack, startStack } from '../../local/stack.ts';
import { apiClient } from '../e2e/support/client.ts';
import { type SampleServer, startSampleServer } from '../unit/local/sample-database/sample-server.ts';
import { orderSql } from './support/operate.ts';

const PASSWORD = 'Pw-Canary-8128';
/** A row that no question asks for by name. */
const ROW_VALUE = 'Zebulon Canary 4711';
const QUESTION = 'How many customers are there, my confidential Question-Canary?';
const AWS = { region: 'eu-west-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

/** What must stand nowhere: credentials, connection strings, values of rows; stacks and paths of ours. */
const SECRETS = [PASSWORD, 'postgres://', 'postgresql://', ROW_VALUE, 'Zebulon'];
const INSIDE = ['node_modules', import.meta.dirname.replace(/\/test\/.*/, ''), /\bat \S+ \(/, /\.ts:\d+/];

describe('failures', () => {
  let dir: string;
  let server: SampleServer;
  let stack: Stack;
  const told: string[] = [];
  const kept: string[] = [];

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'inquery-leaks-'));
    server = await startSampleServer();
    const { adminUrl, readerUrl } = await loadSampleDatabase({ adminUrl: server.url, scale: 1 });
    await server.ask(
      adminUrl,
      `ALTER ROLE inquery_reader PASSWORD '${PASSWORD}';
       UPDATE northwind.customers SET company_name = '${ROW_VALUE}', contact_name = '${ROW_VALUE}'`,
    );
    const url = Object.assign(new URL(readerUrl), { password: PASSWORD }).href;
    stack = await startStack({
      dir,
      port: 0,
      database: { url },
      durable: false,
      log: (line) => told.push(line),
    });
    for (const provoke of [sqlThatFails, unusableReplies, wrongSecret, wrongPassword]) await provoke();
  });

  afterAll(async () => {
    await stack?.stop();
    await server?.close();
    await rm(dir, { recursive: true, force: true });
  });

  const ask = async (source = 'northwind') => {
    const asked = { question: QUESTION, source };
    const { body, headers } = await apiClient(stack.url).call('POST', '/v1/questions', asked);
    const job = await apiClient(stack.url).ended(body.id);
    told.push(JSON.stringify([body, Object.fromEntries(headers), job]));
    kept.push(await recordOf(stack, job.id), await historyOf(stack, job.id));
    return job;
  };

  /** Each breaks over the rows, and PostgreSQL quotes what it broke over. */
  async function sqlThatFails() {
    const broken = [
      'SELECT company_name::int FROM northwind.customers',
      'SELECT contact_name::date FROM northwind.customers',
      "SELECT to_date(company_name, 'YYYY') FROM northwind.customers",
      'SELECT company_name::jsonb FROM northwind.customers',
      'SELECT company_name::uuid FROM northwind.customers',
      'SELECT company_name FROM northwind.customers WHERE nowhere = 1',
      'SELECT 1 / (length(company_name) - length(company_name)) FROM northwind.customers',
    ];
    for (const sql of broken) {
      for (let attempt = 0; attempt < 3; attempt++) orderSql(stack, `${sql} LIMIT ${attempt + 1}`);
      await ask();
      stack.faults.clear();
    }
  }

  async function unusableReplies() {
    stack.faults.order({ kind: 'malformed', times: 9 });
    await ask();
    stack.faults.clear();
  }

  async function wrongSecret() {
    const client = new SecretsManagerClient({ ...AWS, endpoint: stack.urls.services });
    const SecretString = `postgres://reader:${PASSWORD}@127.0.0.1/sample`;
    await client.send(new PutSecretValueCommand({ SecretId: 'inquery/nw_abbr', SecretString }));
    client.destroy();
    orderSql(stack, 'SELECT count(*) FROM nw_abbr.t_cust_mst');
    await ask('nw_abbr');
    stack.faults.clear();
  }

  /** The server then says whose password is wrong. */
  async function wrongPassword() {
    await server.ask(server.url, "ALTER ROLE inquery_reader PASSWORD 'another'");
    await server.ask(
      server.url,
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'inquery_reader'",
    );
    orderSql(stack, 'SELECT count(*) FROM northwind.customers');
    await ask();
  }

  it('really came about, of many kinds', () => {
    const names = told.join('\n').match(/"name":"(\w+)"/g);

    expect([...new Set(names)].sort()).toEqual(
      expect.arrayContaining(
        [
          'AttemptsExhausted',
          'DatabaseUnavailable',
          'ModelOutputInvalid',
          'TypeMismatch',
          'UnknownColumn',
        ].map((name) => `"name":"${name}"`),
      ),
    );
  });

  it.each([...SECRETS, ...INSIDE])('tell no caller of %s', (secret) => {
    expect(told.filter((text) => contains(text, secret))).toEqual([]);
  });

  it.each([...SECRETS, ...INSIDE])('leave nothing of %s in job records and execution histories', (secret) => {
    expect(kept.filter((text) => contains(text, secret))).toEqual([]);
  });

  it.each([...SECRETS, 'Question-Canary', 'northwind.customers'])('log nothing of %s', async (secret) => {
    const log = await readFile(join(dir, 'logs', 'functions.log'), 'utf8');

    expect(log).toContain('"level":"info"');
    expect(log.split('\n').filter((line) => contains(line, secret))).toEqual([]);
  });
});

const contains = (text: string, secret: string | RegExp) =>
  typeof secret === 'string' ? text.includes(secret) : secret.test(text);

async function recordOf({ clients, resources }: Stack, jobId: string): Promise<string> {
  const table = { TableName: findVariable(resources, 'JOBS_TABLE'), Key: { pk: `JOB#${jobId}`, sk: 'JOB' } };
  return JSON.stringify(
    (await DynamoDBDocumentClient.from(clients.dynamodb).send(new GetCommand(table))).Item,
  );
}

/** Every event with its payloads: what a state was given and gave. */
async function historyOf({ urls, resources }: Stack, jobId: string): Promise<string> {
  const client = new SFNClient({ ...AWS, endpoint: urls.services });
  const [machine] = resources.stateMachines;
  const executionArn = `${machine?.arn.replace(':stateMachine:', ':execution:')}:${jobId}`;
  const { events } = await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1_000 }));
  client.destroy();
  return JSON.stringify(events);
}
