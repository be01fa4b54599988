import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { KeptStep } from '../../../../shared/contracts/job.ts';
import { createDynamodbJobStore } from '../../../../shared/jobs/dynamodb-job-store.ts';
import { createDynamodbStepStore } from '../../../../shared/jobs/dynamodb-step-store.ts';
import { createDynamodbUsageCounter } from '../../../../shared/jobs/dynamodb-usage-counter.ts';
import { createDynamodbUsageLedger } from '../../../../shared/jobs/dynamodb-usage-ledger.ts';
import { usageEntry } from '../../../../shared/jobs/usage-entry.ts';
import { jobId, newContext, newJob, newStep } from '../../../support/question-records.ts';
import { createTemporaryJobsTable, type TemporaryJobsTable } from '../../../support/temporary-jobs-table.ts';
import { clientSettings } from '../../local/support/aws-client-settings.ts';

const PAID = { model: 'm', tokensIn: 10, tokensOut: 2, tokensCached: 0, costUsd: 0.5 };

let table: TemporaryJobsTable;
let id: string;
let principalId: string;
let count = 0;

beforeAll(async () => {
  table = await createTemporaryJobsTable();
});

afterAll(() => table?.close());

const jobs = () => createDynamodbJobStore(table);

async function ask(): Promise<void> {
  count += 1;
  id = jobId(count);
  principalId = `p${count}`;
  await jobs().create(newJob({ id, principal: { id: principalId, roles: [], attributes: {} } }), 36_500);
}

/** The step of a run that began at that second. */
const ranAt = (second: number, changes: Partial<KeptStep> = {}) =>
  newStep('Generate', { ...PAID, startedAt: `2026-01-02T03:04:${second}.000Z`, ...changes });

type Send = () => Promise<unknown>;

/** Records it over a connection on which each attempt at a request goes through `around`; gives what was sent. */
async function record(step: KeptStep, around = (send: Send, _attempt: number) => send()): Promise<string[]> {
  const client = new DynamoDBClient({ ...clientSettings(table.url), maxAttempts: 3 });
  const sent: string[] = [];
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (given) => {
        sent.push(String(commandName));
        // What the next step gave, or nothing where it was cut off.
        return (await around(() => next(given), sent.length)) as Awaited<ReturnType<typeof next>>;
      },
    { step: 'deserialize', priority: 'low', name: 'around' },
  );
  try {
    const { recordStep } = createDynamodbStepStore({ client, table: table.table });
    await recordStep(id, newContext('Generate', 7), step);
    return sent;
  } finally {
    client.destroy();
  }
}

async function countIt(): Promise<void> {
  const job = await jobs().find(id);
  if (job) await createDynamodbUsageCounter(table).count(usageEntry(job));
}

/** A connection that breaks off after this attempt was carried out. */
const loseReply = (lost: number) => async (send: Send, attempt: number) => {
  const reply = await send();
  if (attempt === lost)
    throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET', $retryable: {} });
  return reply;
};

const before = (found: number, act: () => Promise<void>) => async (send: Send, attempt: number) => {
  if (attempt === found) await act();
  return send();
};

const recorded = async () => (await jobs().find(id))?.steps.map(({ costUsd }) => costUsd);
const spent = async () => (await createDynamodbUsageLedger(table).spentOn(principalId, '2026-01-02')).usd;

it('takes one request', async () => {
  await ask();

  expect(await record(ranAt(10))).toEqual(['UpdateItemCommand']);
});

it('is written once where the reply to the write got lost', async () => {
  await ask();

  expect(await record(ranAt(10), loseReply(1))).toHaveLength(3);

  expect(await recorded()).toEqual([0.5]);
  expect((await jobs().find(id))?.version).toBe(2);
});

it('is written once with what an earlier run paid where the reply to that write got lost', async () => {
  await ask();
  await record(ranAt(10));

  // Refused, read, written with its reply lost, refused, read.
  expect(await record(ranAt(20), loseReply(3))).toHaveLength(5);

  expect(await recorded()).toEqual([1]);
  expect((await jobs().find(id))?.version).toBe(3);
});

it('takes nothing from what an earlier run paid when it is cut off', async () => {
  await ask();
  await record(ranAt(10));

  const cutOff = record(ranAt(20), (send, attempt) =>
    attempt === 3 ? Promise.reject(new Error('killed')) : send(),
  );
  await expect(cutOff).rejects.toThrow('killed');

  expect(await recorded()).toEqual([0.5]);
  await record(ranAt(30));
  expect(await recorded()).toEqual([1]);
});

it.each([1, 2, 3])('is in the ledger too where the job is counted before its request %i', async (request) => {
  await ask();
  await record(ranAt(10));

  await record(ranAt(20), before(request, countIt));
  await countIt();

  expect(await recorded()).toEqual([1]);
  expect(await spent()).toBe(1);
});

it('of a run that the job was counted with is in the ledger once, though its reply got lost', async () => {
  await ask();

  await record(ranAt(10), async (send, attempt) => {
    const reply = await send();
    if (attempt !== 1) return reply;
    await countIt();
    throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET', $retryable: {} });
  });

  expect(await recorded()).toEqual([0.5]);
  expect(await spent()).toBe(0.5);
});

it('adds up what all have paid who record it at the same time', async () => {
  await ask();

  await Promise.all([10, 20, 30].map((second) => record(ranAt(second))));
  await countIt();

  expect(await recorded()).toEqual([1.5]);
  expect(await spent()).toBe(1.5);
});

it('fails where it meets another record each time', async () => {
  await ask();
  const other = async (send: Send, attempt: number) => {
    if (attempt % 2 === 1) await record(ranAt(10 + attempt));
    return send();
  };

  await expect(record(ranAt(59), other)).rejects.toThrow('each time its record had changed');
});
