import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDynamodbBatchStore } from '../../../../shared/batches/dynamodb-batch-store.ts';
import type { BatchJob } from '../../../../shared/contracts/batch.ts';
import { createDynamodbExportStore } from '../../../../shared/jobs/dynamodb-export-store.ts';
import { createDynamodbJobStore } from '../../../../shared/jobs/dynamodb-job-store.ts';
import { jobKey } from '../../../../shared/jobs/job-key.ts';
import { documentsOf } from '../../../../shared/platform/dynamodb-documents.ts';
import { ulidOf } from '../../../support/fake-http-api.ts';
import { sampleExport } from '../../../support/sample-export.ts';
import { sampleJob } from '../../../support/sample-job.ts';
import { createTemporaryJobsTable, type TemporaryJobsTable } from '../../../support/temporary-jobs-table.ts';

const DAY_MS = 24 * 3_600_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
const [OLD, YOUNG, OPEN] = [ulidOf(1), ulidOf(2), ulidOf(3)] as const;
const OF_ANA = { principal: { id: 'ana', roles: ['analyst'], attributes: {} } };
const PAGE = { limit: 10 };

let table: TemporaryJobsTable;

beforeAll(async () => {
  table = await createTemporaryJobsTable();
});
afterAll(() => table.close());

const expiryOfItem = async (id: string) => (await documentsOf(table).get(jobKey(id)))?.expiresAt;
const inDays = (createdAt: string, days: number) =>
  Math.floor((Date.parse(createdAt) + days * DAY_MS) / 1_000);

describe('A record of the table', () => {
  it('of a question is gone when its days are over and it has ended', async () => {
    const jobs = createDynamodbJobStore(table);
    const conversation = { ...OF_ANA, conversationId: 'c1' };
    const ended = { ...conversation, status: 'ANSWERED' as const };
    await jobs.create(sampleJob({ ...ended, id: OLD, createdAt: daysAgo(8) }), 7);
    await jobs.create(sampleJob({ ...ended, id: YOUNG, createdAt: daysAgo(6) }), 7);
    await jobs.create(sampleJob({ ...conversation, id: OPEN, createdAt: daysAgo(8), status: 'RUNNING' }), 7);

    const found = [OLD, YOUNG, OPEN].map(async (id) => (await jobs.find(id))?.id);
    const ids = async (listed: ReturnType<typeof jobs.listByPrincipal>) =>
      (await listed).items.map(({ id }) => id);

    expect(await Promise.all(found)).toEqual([undefined, YOUNG, OPEN]);
    expect(await ids(jobs.listByPrincipal('ana', PAGE))).toEqual([OPEN, YOUNG]);
    expect(await ids(jobs.listByConversation('ana', 'c1', PAGE))).toEqual([YOUNG, OPEN]);
    expect(await jobs.listOpen(daysAgo(0))).toEqual([OPEN]);
  });

  it('of a question that was open past its days can still be ended', async () => {
    const jobs = createDynamodbJobStore(table);
    const id = ulidOf(4);
    await jobs.create(sampleJob({ id, createdAt: daysAgo(8), status: 'RUNNING' }), 7);

    const closed = await jobs.close(id, { status: 'FAILED', endedBy: 'finaliser' }, daysAgo(0));

    expect(closed?.status).toBe('FAILED');
    expect(await jobs.find(id)).toBeUndefined();
  });

  it('of an export is gone when its days are over', async () => {
    const exports = createDynamodbExportStore(table);
    const [old, young] = [daysAgo(8), daysAgo(6)];
    const ids = [ulidOf(11), ulidOf(12)] as const;
    await exports.create(sampleExport({ id: ids[0], createdAt: old }), 7);
    await exports.create(sampleExport({ id: ids[1], createdAt: young }), 7);
    for (const id of ids) await exports.close(id, { status: 'CANCELLED', endedBy: 'caller' }, daysAgo(0));

    expect(await exports.find(ids[0])).toBeUndefined();
    expect((await exports.listByPrincipal('ana', PAGE)).items.map(({ id }) => id)).toEqual([ids[1]]);
    expect(await expiryOfItem(ids[1])).toBe(inDays(young, 7));
  });

  it('of a batch is gone when its days are over, with the claim of its file', async () => {
    const batches = createDynamodbBatchStore(table);
    const batchOf = (id: string, createdAt: string): BatchJob => ({
      ...{
        id,
        kind: 'batch',
        name: 'a.csv',
        status: 'SUBMITTED',
        version: 1,
        key: 'k',
        counts: {},
        createdAt,
      },
      ...OF_ANA,
    });
    await batches.create(batchOf(ulidOf(21), daysAgo(8)), 7);
    await batches.create(batchOf(ulidOf(22), daysAgo(6)), 7);
    await batches.claimFile('k', 'e', ulidOf(22), 7);
    const claim = await documentsOf(table).get({ pk: 'BATCHFILE#k#e', sk: 'BATCHFILE' });

    expect(await batches.find(ulidOf(21))).toBeUndefined();
    expect((await batches.listByPrincipal('ana', PAGE)).items.map(({ id }) => id)).toEqual([ulidOf(22)]);
    expect(claim?.expiresAt).toBeGreaterThanOrEqual(inDays(daysAgo(0), 29));
  });
});
