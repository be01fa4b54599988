import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findVariable } from '../../local/stack/find-variable.ts';
import { createCatalogStore } from '../../shared/catalog/catalog-store.ts';
import type { Principal } from '../../shared/contracts/principal.ts';
import type { VerifiedQuery } from '../../shared/contracts/verified-query.ts';
import type { ObjectStore } from '../../shared/platform/object-store.ts';
import { createS3ObjectStore } from '../../shared/platform/s3-object-store.ts';
import { createDynamodbVerifiedQueryStore } from '../../shared/retrieval/verified/dynamodb-verified-query-store.ts';
import { createVerificationStarter } from '../../shared/retrieval/verified/stepfunctions-verification.ts';
import {
  createVerifiedIndexStore,
  type VerifiedIndexStore,
} from '../../shared/retrieval/verified/verified-index-store.ts';
import {
  createVerifiedQueries,
  type VerifiedQueries,
} from '../../shared/retrieval/verified/verified-queries.ts';
import type { VerifiedQueryStore } from '../../shared/retrieval/verified/verified-query-store.ts';
import { type RunningStack, runStack } from './support/running-stack.ts';
import { stopExecutions } from './support/stop-executions.ts';

const SHIPPED = {
  source: 'northwind',
  question: 'How many orders were shipped in 2023?',
  sql: "SELECT count(*) AS orders FROM northwind.orders WHERE shipped_date >= DATE '2023-01-01' AND shipped_date < DATE '2024-01-01'",
  origin: 'edit',
} as const;
const ADMIN: Principal = { id: 'ann', roles: ['admin'], attributes: {} };

let running: RunningStack;
let store: VerifiedQueryStore;
let indexes: VerifiedIndexStore;
let queries: VerifiedQueries;
let sfn: SFNClient;
let bus: EventBridgeClient;
let objects: ObjectStore;

beforeAll(async () => {
  running = await runStack();
  const { clients, resources, urls } = running.stack;
  store = createDynamodbVerifiedQueryStore({
    client: clients.dynamodb,
    table: findVariable(resources, 'JOBS_TABLE'),
  });
  objects = createS3ObjectStore({ client: clients.s3, bucket: findVariable(resources, 'DATA_BUCKET') });
  indexes = createVerifiedIndexStore(objects, store);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const place = { endpoint: urls.services, region: 'us-east-1', credentials };
  sfn = new SFNClient(place);
  bus = new EventBridgeClient(place);
  const stateMachineArn = findVariable(resources, 'QUESTION_MACHINE_ARN').replace(
    /question$/,
    'verify-queries',
  );
  const verify = createVerificationStarter({ client: sfn, stateMachineArn });
  queries = createVerifiedQueries({ store, verify, now: () => new Date().toISOString() });
});

afterAll(async () => {
  sfn?.destroy();
  bus?.destroy();
  await running?.stop();
});

/** The event that a refresh of a catalogue ends with. */
const NONE = { count: 0, tables: [] };
const refreshed = (source: string) => ({
  schemaVersion: 1,
  eventId: `${source}:test`,
  at: new Date().toISOString(),
  source,
  version: 'test',
  tables: 14,
  changes: { added: NONE, removed: NONE, changed: NONE },
  links: { self: `/v1/sources/${source}` },
});
const tellRefreshed = (source: string) =>
  bus.send(
    new PutEventsCommand({
      Entries: [
        {
          ...{ EventBusName: findVariable(running.stack.resources, 'EVENT_BUS'), Source: 'inquery' },
          DetailType: 'Catalog Refreshed',
          Detail: JSON.stringify(refreshed(source)),
        },
      ],
    }),
  );

type Pair = Parameters<VerifiedQueries['add']>[0];

/** Adds a pair and waits until it is refused, or in the index. */
async function approve(pair: Pair, by: Principal = ADMIN): Promise<VerifiedQuery> {
  const { id, source } = await queries.add(pair, by);
  return until(async () => {
    const found = (await store.all(source)).find((query) => query.id === id);
    const indexed = (await indexes.read(source))?.entries.some((entry) => entry.id === id);
    return found?.state === 'rejected' || (found?.state === 'active' && indexed) ? found : undefined;
  });
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 400; tries++) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('It did not come about in ten seconds.');
}

/** Asks until functions that are warm have learned of the last change. */
const askMatched = (question: string, asked: { source?: string } = {}) =>
  until(async () => {
    const job = await running.api.ask(question, asked);
    return job.matchedQueryId ? job : undefined;
  });

describe('a verified query', () => {
  it('answers its question, and the same for another year, with no model call but the embedding', async () => {
    const { id } = await approve(SHIPPED);

    const same = await askMatched('how many orders were shipped in 2023');
    const other = await running.api.ask('Number of orders shipped in 2024?');

    expect(same).toMatchObject({ status: 'ANSWERED', sql: SHIPPED.sql, matchedQueryId: id });
    expect(other).toMatchObject({
      status: 'ANSWERED',
      matchedQueryId: id,
      sql: SHIPPED.sql.replace('2024', '2025').replace('2023', '2024'),
      attempts: [{ sql: expect.stringContaining('2024-01-01') }],
    });
    expect(other.steps.map(({ state }) => state)).toEqual(['Match', 'CheckMatch', 'Execute', 'Explain']);
    expect(other.steps.filter(({ model }) => model).map(({ state }) => state)).toEqual(['Match']);
  });

  it('does not answer its opposite', async () => {
    const job = await running.api.ask('How many orders were not shipped in 2023?');

    expect(job.matchedQueryId).toBeUndefined();
    expect(job.steps.map(({ state }) => state)).toContain('ClassifyIntent');
  });

  it('is refused, with the reason, when the guard or the database says no', async () => {
    const unsafe = await approve({
      ...SHIPPED,
      question: 'Files?',
      sql: "SELECT pg_read_file('/etc/passwd')",
    });
    const unknown = await approve({
      ...SHIPPED,
      question: 'Ghosts?',
      sql: 'SELECT count(*) FROM northwind.ghosts',
    });
    const mistyped = await approve({
      ...SHIPPED,
      question: 'Nonsense?',
      sql: "SELECT count(*) FROM northwind.orders WHERE order_id = 'x'",
    });

    expect([unsafe, unknown, mistyped].map(({ state, reason }) => [state, reason?.split(':')[0]])).toEqual([
      ['rejected', 'UnsafeSql'],
      ['rejected', 'UnknownRelation'],
      ['rejected', 'TypeMismatch'],
    ]);
  });

  it('goes the usual way when its SQL fails', async () => {
    const { id } = await approve({
      ...SHIPPED,
      question: 'How many customers are there?',
      sql: 'SELECT count(*) / (count(*) - count(*)) AS customers FROM northwind.customers',
    });

    const job = await until(async () => {
      const asked = await running.api.ask('How many customers are there?');
      return asked.steps.some(({ state }) => state === 'CheckMatch') ? asked : undefined;
    });

    expect(job).toMatchObject({ status: 'ANSWERED', rows: [['91']] });
    expect(job.matchedQueryId).toBeUndefined();
    expect(job.attempts[0]).toMatchObject({
      sql: expect.stringContaining('count(*) / '),
      error: expect.anything(),
    });
    await queries.remove('northwind', id, ADMIN);
  });

  it('is an example for questions near it', async () => {
    const job = await running.api.ask('How many orders were shipped late in 2023?');
    const context = JSON.parse((await objects.getText(`jobs/${job.id}/context.json`)) ?? '{}');

    expect(context.examples).toContain(`-- ${SHIPPED.question}\n${SHIPPED.sql}`);
  });

  it('no longer answers once it was taken out', async () => {
    const [query] = (await store.all('northwind')).filter(({ question }) => question === SHIPPED.question);
    await queries.remove('northwind', query?.id ?? '', ADMIN);

    const job = await until(async () => {
      const asked = await running.api.ask(SHIPPED.question);
      return asked.matchedQueryId ? undefined : asked;
    });

    expect(job).toMatchObject({ status: 'ANSWERED', rows: [expect.anything()] });
  });

  it('says why it still waits when its verification was stopped from outside, and is in use once approved again', async () => {
    const pair = {
      ...SHIPPED,
      question: 'How many freight forwarders?',
      sql: 'SELECT count(*) FROM northwind.shippers',
    };
    await running.stopDatabase();
    const { id } = await queries.add(pair, ADMIN);

    stopExecutions(running, 'verify-queries');
    const waiting = await until(async () => {
      const found = await store.find('northwind', id);
      return found?.reason ? found : undefined;
    });
    await running.startDatabase();
    const active = await approve(pair);

    expect(waiting).toMatchObject({ state: 'pending', reason: expect.stringContaining('approve it again') });
    expect(active).toMatchObject({ id, state: 'active' });
    expect(active).not.toHaveProperty('reason');
  });

  it('is marked when a catalogue is refreshed without its table', async () => {
    const { id } = await approve({
      ...SHIPPED,
      source: 'nw_abbr',
      question: 'How many customers?',
      sql: 'SELECT count(*) FROM nw_abbr.t_cust_mst',
    });
    const catalogs = createCatalogStore(objects);
    const catalog = await catalogs.load('nw_abbr');
    if (!catalog) throw new Error('The catalogue of nw_abbr is not there.');
    const tables = catalog.tables.filter(({ name }) => name !== 't_cust_mst');
    await catalogs.save({ ...catalog, tables, version: 'without-customers' });

    await tellRefreshed('nw_abbr');

    const marked = await until(async () =>
      (await store.all('nw_abbr')).find((query) => query.id === id && query.state === 'affected'),
    );
    expect(marked.reason).toContain('gone');
    expect((await indexes.read('nw_abbr'))?.entries).toEqual([]);
  });
});
