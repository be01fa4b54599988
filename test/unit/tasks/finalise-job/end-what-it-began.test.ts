import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createDynamodbBatchStore } from '../../../../shared/batches/dynamodb-batch-store.ts';
import { createDynamodbRefreshLeases } from '../../../../shared/catalog/dynamodb-refresh-leases.ts';
import { createDynamodbExportStore } from '../../../../shared/jobs/dynamodb-export-store.ts';
import { createDynamodbJobStore } from '../../../../shared/jobs/dynamodb-job-store.ts';
import { createDynamodbVerifiedQueryStore } from '../../../../shared/retrieval/verified/dynamodb-verified-query-store.ts';
import { createDynamodbScheduleStore } from '../../../../shared/schedules/dynamodb-schedule-store.ts';
import { type EndingPorts, endWhatItBegan } from '../../../../tasks/finalise-job/end-what-it-began.ts';
import { jobId, newInput, newJob } from '../../../support/question-records.ts';
import { sampleExport } from '../../../support/sample-export.ts';
import { createTemporaryJobsTable, type TemporaryJobsTable } from '../../../support/temporary-jobs-table.ts';

const NOW = new Date('2026-01-02T04:00:00.000Z');

let table: TemporaryJobsTable;
let ports: EndingPorts;

beforeAll(async () => {
  table = await createTemporaryJobsTable();
  ports = {
    jobs: createDynamodbJobStore(table),
    exports: createDynamodbExportStore(table),
    batches: createDynamodbBatchStore(table),
    schedules: createDynamodbScheduleStore(table),
    verifiedQueries: createDynamodbVerifiedQueryStore(table),
    leases: createDynamodbRefreshLeases(table),
    refreshes: { start: async () => undefined },
  };
});
afterAll(() => table?.close());

const end = (machine: string, input: unknown) => {
  const executionArn = `arn:aws:states:eu-west-1:123456789012:execution:${machine}:${jobId(1)}`;
  return endWhatItBegan(input, { executionArn, status: 'ABORTED' }, ports, NOW);
};

it('ends what the machine of the execution begins, in a deployment of any name', async () => {
  await ports.jobs.create(newJob({ id: jobId(7) }), 36_500);
  await ports.exports.create(sampleExport(), 36_500);

  const told = [
    await end('my-export-question', newInput({ id: jobId(7) })),
    await end('inquery-export', sampleExport().asked),
  ];

  expect(told.map((event) => event?.detailType)).toEqual(['Question Failed', 'Export Failed']);
});

it.each([
  ['batch', { key: 'batches/in/a/x.csv', etag: 'e', size: 1 }],
  ['schedule', { scheduleId: jobId(1), scheduledAt: '2026-01-02T03:00:00Z' }],
  ['verify-queries', { source: 'shop' }],
  ['catalog', { scope: 'all' }],
])('owes nothing where a %s had begun nothing', async (kind, input) => {
  expect(await end(`inquery-${kind}`, input)).toBeUndefined();
});

it('fails for what is not the input of the machine, and for a machine it does not know', async () => {
  await expect(end('inquery-export', newInput())).rejects.toThrow();
  await expect(end('inquery-question', { scope: 'all' })).rejects.toThrow();
  await expect(end('inquery-other', newInput())).rejects.toThrow('no machine of ours');
});
