import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../../../commands/fuzz/seeded-random.ts';
import { InvalidCursor } from '../../../../shared/jobs/cursor.ts';
import { createDynamodbJobStore } from '../../../../shared/jobs/dynamodb-job-store.ts';
import { createDynamodbUsageCounter } from '../../../../shared/jobs/dynamodb-usage-counter.ts';
import { createDynamodbUsageLedger } from '../../../../shared/jobs/dynamodb-usage-ledger.ts';
import { createDynamodbUsageReport } from '../../../../shared/jobs/dynamodb-usage-report.ts';
import type { JobStore } from '../../../../shared/jobs/job-store.ts';
import { usageEntry } from '../../../../shared/jobs/usage-entry.ts';
import type {
  UsageCounter,
  UsageEntry,
  UsageLedger,
  UsageReport,
} from '../../../../shared/jobs/usage-ledger.ts';
import { startFaultyProxy } from '../../../faults/proxy/faulty-proxy.ts';
import { jobId, newContext, newJob, newStep } from '../../../support/question-records.ts';
import { createTemporaryJobsTable, type TemporaryJobsTable } from '../../../support/temporary-jobs-table.ts';
import { clientSettings } from '../../local/support/aws-client-settings.ts';

const SMALL = { model: 'small', calls: 1, tokensIn: 10, tokensOut: 2, tokensCached: 4, costUsd: 0.1 };
const TINY = { model: 'a#b', calls: 1, tokensIn: 7, tokensOut: 0, tokensCached: 0, costUsd: 1.4e-7 };

let table: TemporaryJobsTable;
let jobs: JobStore;
let counter: UsageCounter;
let ledger: UsageLedger;
let report: UsageReport;
let principals = 0;
let questions = 0;

beforeAll(async () => {
  table = await createTemporaryJobsTable();
  jobs = createDynamodbJobStore(table);
  counter = createDynamodbUsageCounter(table);
  ledger = createDynamodbUsageLedger(table);
  report = createDynamodbUsageReport(table);
});

afterAll(() => table?.close());

/** A principal of whom nothing is known yet. */
const newPrincipal = () => `p/${String(++principals).padStart(2, '0')}`;

/** A question on record, as it would be counted. */
async function asked(principalId: string, changes: Partial<UsageEntry> = {}): Promise<UsageEntry> {
  const principal = { id: principalId, roles: [], attributes: {} };
  const job = newJob({ id: jobId(++questions), principal, createdAt: '2026-05-04T10:00:00.000Z' });
  await jobs.create(job, 36_500);
  return { ...usageEntry(job), uses: [SMALL], ...changes };
}

const count = async (principalId: string, changes: Partial<UsageEntry> = {}) =>
  counter.count(await asked(principalId, changes));

const daysOf = async (principalId: string) =>
  (await report.list({ principalId, from: '2026-05-01', to: '2026-05-31', limit: 100 })).items;

describe('what is counted of a question', () => {
  it('is each step that asked a model, with all its calls', () => {
    const { calls: _, ...once } = SMALL;
    const steps = [newStep('Generate', once), newStep('Check'), newStep('Explain', { ...once, calls: 2 })];

    const counted = usageEntry(newJob({ createdAt: '2026-05-04T23:59:59.999Z', steps }));

    expect(counted).toEqual({
      ...{ jobId: newJob().id, version: 1, principalId: 'ann', day: '2026-05-04' },
      uses: [SMALL, { ...SMALL, calls: 2 }],
    });
  });
});

describe('the usage ledger', () => {
  it('adds up what questions used, for each model by itself', async () => {
    const principalId = newPrincipal();

    await count(principalId, { uses: [SMALL, { ...SMALL, calls: 2 }] });
    await count(principalId, { uses: [TINY] });
    await count(principalId, { uses: [] });

    expect(await daysOf(principalId)).toEqual([
      {
        ...{ day: '2026-05-04', principalId, questions: 3 },
        models: [
          TINY,
          { model: 'small', calls: 3, tokensIn: 20, tokensOut: 4, tokensCached: 8, costUsd: 0.2 },
        ],
      },
    ]);
  });

  it('counts a question that is told twice, and at the same time, once', async () => {
    const principalId = newPrincipal();
    const told = await asked(principalId);

    const counted = await Promise.all([counter.count(told), counter.count(told)]);
    counted.push(await counter.count(told));

    expect(await daysOf(principalId)).toMatchObject([{ questions: 1, models: [{ calls: 1, costUsd: 0.1 }] }]);
    expect(counted.toSorted()).toEqual(['counted', 'known', 'known']);
  });

  it('counts a question once whose reply got lost and that is told again after many others', async () => {
    const principalId = newPrincipal();
    const told = await asked(principalId);
    const proxy = await startFaultyProxy({ target: table.url, random: seededRandom(1) });
    const client = new DynamoDBClient({ ...clientSettings(proxy.url), maxAttempts: 1 });
    proxy.turn({ service: 'dynamodb', how: 'lose', share: 1 });

    const first = createDynamodbUsageCounter({ client, table: table.table }).count(told);
    await expect(first).rejects.toThrow();
    client.destroy();
    await proxy.close();
    await Promise.all(Array.from({ length: 200 }, () => count(principalId)));
    const again = await counter.count(told);

    expect(again).toBe('known');
    expect(await daysOf(principalId)).toMatchObject([{ questions: 201, models: [{ calls: 201 }] }]);
    // The mark is not part of the job.
    expect((await jobs.find(told.jobId))?.version).toBe(1);
  });

  it('adds nothing for a record that has changed since, or is gone', async () => {
    const principalId = newPrincipal();
    const told = await asked(principalId);
    await jobs.recordStep(told.jobId, newContext('Generate', 6), newStep('Generate'));

    const counted = [await counter.count(told), await counter.count({ ...told, jobId: 'none' })];

    expect(counted).toEqual(['outdated', 'outdated']);
    expect(await daysOf(principalId)).toEqual([]);
  });

  it('loses nothing of many questions at the same time', async () => {
    const principalId = newPrincipal();

    await Promise.all(Array.from({ length: 100 }, () => count(principalId)));

    expect(await daysOf(principalId)).toMatchObject([
      { questions: 100, models: [{ calls: 100, tokensIn: 1_000 }] },
    ]);
  });

  it('tells what was spent on a day, by one principal', async () => {
    const principalId = newPrincipal();
    await count(principalId);
    await count(principalId, { day: '2026-05-05' });
    await count(newPrincipal());

    expect(await ledger.spentOn(principalId, '2026-05-04')).toEqual({ usd: 0.1, tokens: 12 });
    expect(await ledger.spentOn(principalId, '2026-05-06')).toEqual({ usd: 0, tokens: 0 });
  });

  it('lists the days of a principal, oldest first, by page', async () => {
    const principalId = newPrincipal();
    for (const day of ['2026-05-06', '2026-05-04', '2026-05-05', '2026-06-01']) {
      await count(principalId, { day });
    }
    const request = { principalId, from: '2026-05-04', to: '2026-05-06', limit: 2 };

    const first = await report.list(request);
    const second = await report.list({ ...request, ...(first.cursor && { cursor: first.cursor }) });

    const days = [...first.items, ...second.items].map(({ day }) => day);
    expect(days).toEqual(['2026-05-04', '2026-05-05', '2026-05-06']);
    expect(first.items).toHaveLength(2);
  });

  it('lists everybody’s days, both ends included', async () => {
    const [ann, bob] = [newPrincipal(), newPrincipal()];
    for (const day of ['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04']) {
      await count(bob, { day });
      await count(ann, { day });
    }

    const { items } = await report.list({ from: '2027-01-02', to: '2027-01-03', limit: 100 });

    expect(items.map(({ day, principalId }) => [day, principalId])).toEqual([
      ['2027-01-02', ann],
      ['2027-01-02', bob],
      ['2027-01-03', ann],
      ['2027-01-03', bob],
    ]);
  });

  it('refuses the cursor of another principal', async () => {
    const [ann, bob] = [newPrincipal(), newPrincipal()];
    for (const day of ['2026-05-04', '2026-05-05']) await count(ann, { day });
    const range = { from: '2026-05-01', to: '2026-05-31', limit: 1 };
    const { cursor } = await report.list({ ...range, principalId: ann });

    const stolen = report.list({ ...range, principalId: bob, ...(cursor && { cursor }) });

    await expect(stolen).rejects.toThrow(InvalidCursor);
  });
});

describe('a step that ends after its question was counted', () => {
  const use = { model: 'small', tokensIn: 10, tokensOut: 2, tokensCached: 4, costUsd: 0.1 };

  async function counted(principalId: string) {
    const told = await asked(principalId);
    await jobs.recordStep(told.jobId, newContext('Generate', 6), newStep('Generate', use));
    await counter.count({ ...told, version: 2 });
    return told.jobId;
  }

  it('is on its record and in the ledger, once though it is recorded twice', async () => {
    const principalId = newPrincipal();
    const id = await counted(principalId);
    const late = newStep('Explain', { ...use, calls: 2 });

    await Promise.all([1, 2].map(() => jobs.recordStep(id, newContext('Explain', 7), late)));
    await jobs.recordStep(id, newContext('Explain', 7), late);

    expect((await jobs.find(id))?.steps.map(({ state }) => state)).toEqual(['Generate', 'Explain']);
    expect(await daysOf(principalId)).toMatchObject([{ questions: 1, models: [{ calls: 3, tokensIn: 20 }] }]);
  });

  it('is neither anew when it was counted with the question', async () => {
    const principalId = newPrincipal();
    const id = await counted(principalId);

    await jobs.recordStep(id, newContext('Generate', 6), newStep('Generate', { ...use, tokensIn: 11 }));
    await jobs.recordStep(id, newContext('Generate', 6), newStep('Generate'));

    expect((await jobs.find(id))?.steps).toMatchObject([{ state: 'Generate', ...use }]);
    expect(await daysOf(principalId)).toMatchObject([{ models: [{ calls: 1, tokensIn: 10 }] }]);
  });

  it('that asked no model is on its record only', async () => {
    const principalId = newPrincipal();
    const id = await counted(principalId);
    const [before] = await daysOf(principalId);

    await jobs.recordStep(id, newContext('Check', 7), newStep('Check'));

    expect((await jobs.find(id))?.steps.map(({ state }) => state)).toEqual(['Generate', 'Check']);
    expect(await daysOf(principalId)).toEqual([before]);
  });
});
