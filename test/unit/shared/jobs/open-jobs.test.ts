import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDynamodbJobStore } from '../../../../shared/jobs/dynamodb-job-store.ts';
import type { Executions } from '../../../../shared/jobs/executions.ts';
import { sweepJob } from '../../../../shared/jobs/sweep-job.ts';
import { ulidOf } from '../../../support/fake-http-api.ts';
import { createFakeJobStore } from '../../../support/fake-job-store.ts';
import { sampleJob } from '../../../support/sample-job.ts';
import { createTemporaryJobsTable, type TemporaryJobsTable } from '../../../support/temporary-jobs-table.ts';

const LATER = new Date('2026-05-05T00:00:00.000Z');

describe('The open jobs', () => {
  let table: TemporaryJobsTable;

  beforeAll(async () => {
    table = await createTemporaryJobsTable();
  });
  afterAll(() => table.close());

  it('are listed beyond the first hundred, however long those wait', async () => {
    const jobs = createDynamodbJobStore(table);
    const ids = Array.from({ length: 130 }, (_, index) => ulidOf(index));
    for (const id of ids) await jobs.create(sampleJob({ id, status: 'AWAITING_APPROVAL' }), 36_500);

    const open = await jobs.listOpen(LATER.toISOString());

    expect(open).toEqual(ids);
  });
});

describe('The sweep of a job that awaits approval', () => {
  const executionOf = (status: string | undefined): Executions => ({
    start: async () => undefined,
    stop: async () => true,
    succeedTask: async () => true,
    failTask: async () => true,
    status: async () => status,
  });

  it.each([
    ['leaves it alone while its execution waits', 'RUNNING', 'AWAITING_APPROVAL'],
    ['ends it when its execution was stopped', 'ABORTED', 'FAILED'],
    ['ends it when its execution is not to be found any more', undefined, 'FAILED'],
  ])('%s', async (_, execution, status) => {
    const jobs = createFakeJobStore();
    const { id } = sampleJob();
    jobs.put(sampleJob({ status: 'AWAITING_APPROVAL' }));

    await sweepJob(jobs, executionOf(execution), id, LATER);

    expect((await jobs.find(id))?.status).toBe(status);
  });
});
