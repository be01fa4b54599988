import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Feedback, QuestionJob } from '../../../../shared/contracts/job.ts';
import { createDynamodbJobStore } from '../../../../shared/jobs/dynamodb-job-store.ts';
import { giveFeedback } from '../../../../shared/jobs/give-feedback.ts';
import type { JobStore } from '../../../../shared/jobs/job-store.ts';
import { jobId, newJob } from '../../../support/question-records.ts';
import { createTemporaryJobsTable, type TemporaryJobsTable } from '../../../support/temporary-jobs-table.ts';

const from = (by: string, changes: Partial<Feedback> = {}): Feedback => ({
  ...{ verdict: 'approve', by, at: '2026-05-04T10:00:00.000Z' },
  ...changes,
});

describe('feedback on record', () => {
  let table: TemporaryJobsTable;
  let jobs: JobStore;
  let job: QuestionJob;
  let made = 0;

  beforeAll(async () => {
    table = await createTemporaryJobsTable();
    jobs = createDynamodbJobStore(table);
  });

  afterAll(() => table?.close());

  beforeEach(async () => {
    job = newJob({ id: jobId(++made) });
    await jobs.create(job, 36_500);
  });

  const kept = async () => (await jobs.find(job.id))?.feedback;

  it('loses nothing that several people say at the same moment', async () => {
    const people = ['ann', 'bob', 'cy'];

    await Promise.all(people.map((by) => giveFeedback(jobs, job, from(by))));

    expect((await kept())?.map(({ by }) => by).sort()).toEqual(people);
  });

  it('keeps once what one person says twice at the same moment', async () => {
    const given = await Promise.all([1, 2].map(() => giveFeedback(jobs, job, from('ann'))));

    expect(await kept()).toEqual([from('ann')]);
    expect(given.map(({ outcome }) => outcome)).toEqual(['given', 'given']);
  });

  it('notes the verified query of one entry, and counts as a change', async () => {
    await giveFeedback(jobs, job, from('ann'));
    await giveFeedback(jobs, job, from('ann', { verdict: 'reject', reason: 'No.' }));

    await jobs.noteVerifiedQuery(job.id, 0, 'vq_1');

    const { feedback, version } = (await jobs.find(job.id)) ?? {};
    expect(feedback?.map(({ verifiedQueryId }) => verifiedQueryId)).toEqual(['vq_1', undefined]);
    expect(version).toBe(4);
  });

  it('is not given to a job that is gone', async () => {
    const gone = newJob({ id: jobId(99) });

    expect(await giveFeedback(jobs, gone, from('ann'))).toEqual({ outcome: 'not-found' });
  });
});
