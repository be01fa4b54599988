import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createDynamodbJobStore } from '../../../../shared/jobs/dynamodb-job-store.ts';
import type { Executions } from '../../../../shared/jobs/executions.ts';
import { finaliseJob } from '../../../../shared/jobs/finalise-job.ts';
import type { JobStore } from '../../../../shared/jobs/job-store.ts';
import { sweepJob } from '../../../../shared/jobs/sweep-job.ts';
import { startTestTable, type TestTable } from '../../../support/dynalite-table.ts';
import { jobId, newInput, newJob } from '../../../support/question-records.ts';

const NOW = new Date('2026-01-02T04:00:00.000Z');

let place: TestTable;
let jobs: JobStore;

beforeEach(async () => {
  place = await startTestTable();
  jobs = createDynamodbJobStore(place);
});

afterEach(() => place.stop());

const ended = (endedBy: string) => newJob({ status: 'ANSWERED', endedAt: NOW.toISOString(), endedBy });

describe('finaliseJob', () => {
  it.each([
    ['TIMED_OUT', /took longer/],
    ['ABORTED', /stopped from outside/],
    ['FAILED', /broke off/],
    ['SOMETHING_NEW', /without a result/],
  ])('ends the job of an execution that ended %s, and owes its event', async (status, message) => {
    await jobs.create(newJob(), 36_500);

    const owed = await finaliseJob(jobs, jobId(1), status, NOW);

    expect(owed).toMatchObject({
      status: 'FAILED',
      endedAt: NOW.toISOString(),
      ending: { error: { name: 'Internal', message: expect.stringMatching(message) } },
    });
  });

  it('owes the event again when it is called again, for the first call may have broken off before it', async () => {
    await jobs.create(newJob(), 36_500);
    const first = await finaliseJob(jobs, jobId(1), 'ABORTED', NOW);

    const second = await finaliseJob(jobs, jobId(1), 'ABORTED', new Date(NOW.getTime() + 1_000));

    expect(second).toEqual(first);
  });

  it('owes the event of a job its caller cancelled, and leaves it cancelled', async () => {
    await jobs.create(newJob(), 36_500);
    await jobs.close(jobId(1), { status: 'CANCELLED', endedBy: 'caller' }, NOW.toISOString());

    expect(await finaliseJob(jobs, jobId(1), 'ABORTED', NOW)).toMatchObject({ status: 'CANCELLED' });
  });

  it('leaves a job as its machine ended it, and owes its event in case the machine broke off before it told', async () => {
    await jobs.create(ended('arn:aws:states:us-east-1:000000000000:execution:question:1'), 36_500);

    expect(await finaliseJob(jobs, jobId(1), 'FAILED', NOW)).toMatchObject({ status: 'ANSWERED' });
  });

  it('owes nothing for a job nobody knows', async () => {
    expect(await finaliseJob(jobs, jobId(1), 'FAILED', NOW)).toBeUndefined();
  });
});

describe('sweepJob', () => {
  let started: unknown[];

  beforeEach(() => {
    started = [];
  });

  const executionsThatAre = (status: string | undefined): Executions => ({
    start: async (input) => {
      started.push(input);
    },
    stop: () => Promise.reject(new Error('nothing is stopped here')),
    succeedTask: () => Promise.reject(new Error('no task is answered here')),
    failTask: () => Promise.reject(new Error('no task is answered here')),
    status: async () => status,
  });
  const sweep = (status: string | undefined) => sweepJob(jobs, executionsThatAre(status), jobId(1), NOW);
  const statusNow = async () => (await jobs.find(jobId(1)))?.status;

  it.each(['RUNNING', 'PENDING_REDRIVE'])('leaves a job alone whose execution is %s', async (status) => {
    await jobs.create(newJob({ status: 'RUNNING' }), 36_500);

    expect(await sweep(status)).toBeUndefined();

    expect(await statusNow()).toBe('RUNNING');
  });

  it.each(['TIMED_OUT', 'ABORTED', 'FAILED', 'SUCCEEDED'])(
    'ends a job whose execution ended %s unnoticed',
    async (status) => {
      await jobs.create(newJob({ status: 'RUNNING' }), 36_500);

      expect(await sweep(status)).toMatchObject({ status: 'FAILED' });
    },
  );

  it('starts the execution of a submitted job that has none', async () => {
    await jobs.create(newJob(), 36_500);

    expect(await sweep(undefined)).toBeUndefined();

    expect(started).toEqual([newInput()]);
    expect(await statusNow()).toBe('SUBMITTED');
  });

  it('ends a running job whose execution is not to be found, without running it twice', async () => {
    await jobs.create(newJob({ status: 'RUNNING' }), 36_500);

    expect(await sweep(undefined)).toMatchObject({ status: 'FAILED' });

    expect(started).toEqual([]);
  });
});
