import { SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findVariable } from '../../local/stack/find-variable.ts';
import type { Principal } from '../../shared/contracts/principal.ts';
import type { VerifiedQuery } from '../../shared/contracts/verified-query.ts';
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

beforeAll(async () => {
  running = await runStack();
  const { clients, resources, urls } = running.stack;
  store = createDynamodbVerifiedQueryStore({
    client: clients.dynamodb,
    table: findVariable(resources, 'JOBS_TABLE'),
  });
  const bucket = findVariable(resources, 'DATA_BUCKET');
  indexes = createVerifiedIndexStore(createS3ObjectStore({ client: clients.s3, bucket }), store);
  sfn = new SFNClient({
    endpoint: urls.services,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const stateMachineArn = findVariable(resources, 'QUESTION_MACHINE_ARN').replace(
    /question$/,
    'verify-queries',
  );
  const verify = createVerificationStarter({ client: sfn, stateMachineArn });
  queries = createVerifiedQueries({ store, verify, now: () => new Date().toISOString() });
}, 60_000);

afterAll(async () => {
  sfn?.destroy();
  await running?.stop();
});

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
});
