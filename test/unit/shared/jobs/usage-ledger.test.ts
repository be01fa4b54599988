import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InvalidCursor } from '../../../../shared/jobs/cursor.ts';
import { createDynamodbJobStore } from '../../../../shared/jobs/dynamodb-job-store.ts';
import { createDynamodbUsageLedger } from '../../../../shared/jobs/dynamodb-usage-ledger.ts';
import { createDynamodbUsageReport } from '../../../../shared/jobs/dynamodb-usage-report.ts';
import { usageEntry } from '../../../../shared/jobs/usage-entry.ts';
import type { UsageEntry, UsageLedger, UsageReport } from '../../../../shared/jobs/usage-ledger.ts';
import { newJob, newStep } from '../../../support/question-records.ts';
import { createTemporaryJobsTable, type TemporaryJobsTable } from '../../../support/temporary-jobs-table.ts';

const SMALL = { model: 'small', calls: 1, tokensIn: 10, tokensOut: 2, tokensCached: 4, costUsd: 0.1 };
const TINY = { model: 'a#b', calls: 1, tokensIn: 7, tokensOut: 0, tokensCached: 0, costUsd: 1.4e-7 };

let table: TemporaryJobsTable;
let ledger: UsageLedger;
let report: UsageReport;
let principals = 0;

beforeAll(async () => {
  table = await createTemporaryJobsTable();
  ledger = createDynamodbUsageLedger(table);
  report = createDynamodbUsageReport(table);
});

afterAll(() => table?.close());

/** A principal of whom nothing is known yet. */
const newPrincipal = () => `p/${++principals}`;

const entry = (principalId: string, job: number, changes: Partial<UsageEntry> = {}): UsageEntry => ({
  ...{ principalId, jobId: `job ${job}`, day: '2026-05-04', uses: [SMALL] },
  ...changes,
});

const daysOf = async (principalId: string) =>
  (await report.list({ principalId, from: '2026-05-01', to: '2026-05-31', limit: 100 })).items;

describe('what is counted of a question', () => {
  it('is each step that asked a model, with all its calls', () => {
    const { calls: _, ...once } = SMALL;
    const steps = [newStep('Generate', once), newStep('Check'), newStep('Explain', { ...once, calls: 2 })];

    const counted = usageEntry(newJob({ createdAt: '2026-05-04T23:59:59.999Z', steps }));

    expect(counted).toEqual({
      ...{ jobId: newJob().id, principalId: 'ann', day: '2026-05-04' },
      uses: [SMALL, { ...SMALL, calls: 2 }],
    });
  });
});

describe('the usage ledger', () => {
  it('adds up what questions used, for each model by itself', async () => {
    const principalId = newPrincipal();

    await ledger.count(entry(principalId, 1, { uses: [SMALL, { ...SMALL, calls: 2 }] }));
    await ledger.count(entry(principalId, 2, { uses: [TINY] }));
    await ledger.count(entry(principalId, 3, { uses: [] }));

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
    const told = entry(principalId, 1);

    const counted = await Promise.all([ledger.count(told), ledger.count(told)]);
    counted.push(await ledger.count(told));

    expect(await daysOf(principalId)).toMatchObject([{ questions: 1, models: [{ calls: 1, costUsd: 0.1 }] }]);
    expect(counted.filter(Boolean)).toHaveLength(1);
  });

  it('counts a question that is told again after many others once', async () => {
    const principalId = newPrincipal();
    const job = newJob();
    const jobs = createDynamodbJobStore(table);
    await jobs.create(job, 36_500);
    const told = entry(principalId, 0, { jobId: job.id });
    await ledger.count(told);
    for (let round = 0; round < 10; round++) {
      const others = Array.from({ length: 40 }, (_, at) => ledger.count(entry(principalId, round * 40 + at)));
      await Promise.all(others);
    }

    await ledger.count(told);

    expect(await daysOf(principalId)).toMatchObject([{ questions: 401 }]);
    expect(await jobs.find(job.id)).toEqual(job);
  });

  it('loses nothing of many questions at the same time', async () => {
    const principalId = newPrincipal();

    const counting = Array.from({ length: 100 }, (_, job) => ledger.count(entry(principalId, job)));
    await Promise.all(counting);

    expect(await daysOf(principalId)).toMatchObject([
      { questions: 100, models: [{ calls: 100, tokensIn: 1_000 }] },
    ]);
  });

  it('tells what was spent on a day, by one principal', async () => {
    const principalId = newPrincipal();
    await ledger.count(entry(principalId, 1));
    await ledger.count(entry(principalId, 2, { day: '2026-05-05' }));
    await ledger.count(entry(newPrincipal(), 3));

    expect(await ledger.spentOn(principalId, '2026-05-04')).toEqual({ usd: 0.1, tokens: 12 });
    expect(await ledger.spentOn(principalId, '2026-05-06')).toEqual({ usd: 0, tokens: 0 });
  });

  it('lists the days of a principal, oldest first, by page', async () => {
    const principalId = newPrincipal();
    for (const day of ['2026-05-06', '2026-05-04', '2026-05-05', '2026-06-01']) {
      await ledger.count(entry(principalId, 1, { day }));
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
      await ledger.count(entry(bob, 1, { day }));
      await ledger.count(entry(ann, 1, { day }));
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
    for (const day of ['2026-05-04', '2026-05-05']) await ledger.count(entry(ann, 1, { day }));
    const range = { from: '2026-05-01', to: '2026-05-31', limit: 1 };
    const { cursor } = await report.list({ ...range, principalId: ann });

    const stolen = report.list({ ...range, principalId: bob, ...(cursor && { cursor }) });

    await expect(stolen).rejects.toThrow(InvalidCursor);
  });
});
