import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { QuestionJob } from '../../shared/contracts/job.ts';
import { createDynamodbJobStore } from '../../shared/jobs/dynamodb-job-store.ts';
import type { JobStore } from '../../shared/jobs/job-store.ts';
import { type JobTable, startJobTable } from './support/job-table.ts';
import { type Around, runOnTable, submittedJob } from './support/run-on-table.ts';
import { fail } from './support/script.ts';
import { EXPLANATION, SNAPSHOT, SQL } from './support/task-contracts.ts';

let folder: string;
let table: JobTable;
let jobs: JobStore;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inquery-job-table-'));
  table = await startJobTable(folder);
  jobs = createDynamodbJobStore({ client: table.client, table: table.name });
});

afterAll(async () => {
  await table.close();
  await rm(folder, { recursive: true });
});

describe('The record of a job, kept by the question machine in DynamoDB', () => {
  it('goes from SUBMITTED to its answer and reads back as the contract has it', async () => {
    const job = await submitted();

    await run(job);

    const { startedAt, endedAt, ...ended } = await found(job.id);
    expect([startedAt, endedAt]).not.toContain(undefined);
    expect(ended).toEqual({
      ...job,
      status: 'ANSWERED',
      version: 3,
      endedBy: executionOf(job),
      ending: {
        answer: 'There are 91 customers.',
        chart: null,
        sql: SQL,
        explanation: EXPLANATION,
        snapshot: SNAPSHOT,
        assumptions: ['Every row is a customer.'],
        confidence: 0.9,
      },
    });
  });

  it('leaves the index of open jobs when it ends', async () => {
    const job = await submitted();

    await run(job);

    const closed = await jobs.close(job.id, { status: 'CANCELLED', endedBy: 'caller' }, now());
    expect(closed?.status).toBe('ANSWERED');
  });

  it('stays cancelled when it was cancelled before the machine began', async () => {
    const job = await submitted();
    await cancel(job.id);

    const outcome = await run(job);

    expect(outcome).toMatchObject({ status: 'FAILED', error: 'AlreadyEnded' });
    expect(await found(job.id)).toMatchObject({ status: 'CANCELLED', endedBy: 'caller' });
  });

  it('stays cancelled when it was cancelled on the way', async () => {
    const job = await submitted();

    const outcome = await run(job, { beforeExecute: () => cancel(job.id) });

    expect(outcome).toMatchObject({ status: 'FAILED', error: 'AlreadyEnded' });
    expect(await found(job.id)).toMatchObject({ status: 'CANCELLED', endedBy: 'caller' });
  });

  it('is begun and ended by the same execution even when the replies to its writes are lost', async () => {
    const job = await submitted();
    const lost = fail('DynamoDB.InternalServerErrorException');

    const outcome = await run(job, { script: { Begin: [lost], Complete: [lost] } });

    expect(outcome.status).toBe('SUCCEEDED');
    expect((await found(job.id)).status).toBe('ANSWERED');
  });
});

const submitted = () => submittedJob(jobs);
const run = (job: QuestionJob, around?: Around) => runOnTable(table, job, around);
const now = () => new Date().toISOString();
const cancel = (id: string) => jobs.close(id, { status: 'CANCELLED', endedBy: 'caller' }, now());
const executionOf = ({ id }: QuestionJob) =>
  `arn:aws:states:us-east-1:000000000000:execution:definition:${id}`;

async function found(id: string): Promise<QuestionJob> {
  const job = await jobs.find(id);
  if (!job) throw new Error(`There is no job ${id}.`);
  return job;
}
