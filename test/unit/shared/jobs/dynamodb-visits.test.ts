import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDynamodbEvidenceDigests } from '../../../../shared/jobs/dynamodb-evidence-digests.ts';
import { createDynamodbJobStore } from '../../../../shared/jobs/dynamodb-job-store.ts';
import { createDynamodbVisits } from '../../../../shared/jobs/dynamodb-visits.ts';
import { startTestTable, type TestTable } from '../../../support/dynalite-table.ts';
import { jobId, newContext, newJob, newStep } from '../../../support/question-records.ts';
import { sampleEntry } from '../../../support/sample-entry.ts';

let place: TestTable;

beforeAll(async () => {
  place = await startTestTable();
});

afterAll(() => place.stop());

describe('The visits of a job', () => {
  it('are read as they were recorded, in their order, after those it began with', async () => {
    const jobs = createDynamodbJobStore(place);
    const before = newStep('Enter', { sql: 'SELECT 1', startedAt: '2026-01-01T00:00:00.000Z' });
    await jobs.create(newJob({ steps: [before] }), 36_500);
    const checked = { policy: 'all', configuration: 'v1' };
    const visits = [
      { ...newContext('Check', 1), step: { ...newStep('Check'), checked } },
      { ...newContext('ExecuteFactor', 2, 1), branch: 'factor-0', step: newStep('ExecuteFactor') },
    ];
    for (const { step, ...context } of visits.toReversed()) await jobs.recordStep(jobId(1), context, step);

    const [first, ...rest] = await createDynamodbVisits(place)(jobId(1));

    expect(first).toEqual({ enteredAt: before.startedAt, state: 'Enter', retry: 0, step: before });
    expect(rest).toEqual(visits);
  });

  it('of no job are none', async () => {
    expect(await createDynamodbVisits(place)(jobId(9))).toEqual([]);
  });
});

describe('The digest of evidence', () => {
  it('is the first that was kept, and no part of the job', async () => {
    const jobs = createDynamodbJobStore(place);
    const digests = createDynamodbEvidenceDigests(place);
    const job = newJob({ id: jobId(3) });
    await jobs.create(job, 36_500);

    const none = await digests.find(job.id);
    const kept = [await digests.keepFirst(job.id, 'a'), await digests.keepFirst(job.id, 'b')];

    expect([none, ...kept, await digests.find(job.id)]).toEqual([undefined, 'a', 'a', 'a']);
    expect(await jobs.find(job.id)).toEqual(job);
  });
});

describe('A job that enters the machine', () => {
  it('is found with its entry', async () => {
    const jobs = createDynamodbJobStore(place);
    const job = newJob({ id: jobId(2), redriveOf: jobId(1), entry: sampleEntry({ doubts: [], sql: '' }) });
    await jobs.create(job, 36_500);

    expect(await jobs.find(job.id)).toEqual(job);
  });
});
