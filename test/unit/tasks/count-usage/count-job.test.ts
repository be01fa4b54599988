import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BatchJob } from '../../../../shared/contracts/batch.ts';
import { createDynamodbCountedJobs } from '../../../../shared/jobs/dynamodb-counted-jobs.ts';
import { createDynamodbJobStore } from '../../../../shared/jobs/dynamodb-job-store.ts';
import { createDynamodbUsageCounter } from '../../../../shared/jobs/dynamodb-usage-counter.ts';
import type { JobStore } from '../../../../shared/jobs/job-store.ts';
import type { Measured } from '../../../../shared/platform/embedded-metrics.ts';
import { type CountPorts, countJob } from '../../../../tasks/count-usage/count-job.ts';
import { jobId, newContext, newJob, newStep } from '../../../support/question-records.ts';
import { sampleExport } from '../../../support/sample-export.ts';
import { createTemporaryJobsTable, type TemporaryJobsTable } from '../../../support/temporary-jobs-table.ts';

const AT = '2026-01-02T03:04:05.000Z';
const LATER = '2026-01-02T03:04:15.000Z';

const question = newJob({
  status: 'FAILED',
  endedAt: LATER,
  steps: [
    newStep('Generate', { model: 'm', costUsd: 0.5, sql: 'SELECT secret' }),
    newStep('Reflect', { model: 'm', costUsd: 0.25, sql: 'SELECT other' }),
  ],
  ending: { error: { name: 'AttemptsExhausted', message: 'No SQL was right.' } },
});
const ready = sampleExport({ status: 'READY', endedAt: '2026-01-01T00:00:02.000Z' });
const failed = sampleExport({ status: 'FAILED', ending: { error: { name: 'Internal', message: 'x' } } });
const batch: BatchJob = {
  ...{ id: jobId(9), kind: 'batch', name: 'f.csv', status: 'COMPLETED', version: 4, key: 'batches/in/f.csv' },
  ...{ principal: question.principal, counts: { ANSWERED: 21 }, rows: 21, questions: 20 },
  ...{ createdAt: AT, startedAt: AT, answeringSince: AT, endedAt: LATER },
};

let table: TemporaryJobsTable;
let jobs: JobStore;
let ports: CountPorts;
let exported = ready;

beforeAll(async () => {
  table = await createTemporaryJobsTable();
  jobs = createDynamodbJobStore(table);
  await jobs.create(question, 36_500);
  await jobs.create(newJob({ id: jobId(2) }), 36_500);
  ports = {
    jobs,
    exports: { find: async (id) => ({ ...exported, id }) },
    batches: { find: async () => batch },
    usage: createDynamodbUsageCounter(table),
    counted: createDynamodbCountedJobs(table),
  };
});

afterAll(() => table?.close());

const fieldsOf = (metrics: readonly Measured[] = []) =>
  Object.assign({}, ...metrics.map(({ fields }) => fields));

describe('A job that has ended', () => {
  it('counts once though its event comes twice: a question with its time, attempts and cost', async () => {
    const counted = await countJob('Question Failed', question.id, ports);

    expect(counted?.about).toEqual({ status: 'FAILED', source: 'shop', error: 'AttemptsExhausted' });
    expect(fieldsOf(counted?.metrics)).toEqual({
      ...{ Status: 'FAILED', Questions: 1, QuestionLatency: 10_000, QuestionAttempts: 2 },
      QuestionCostUsd: 0.75,
    });
    expect(await countJob('Question Failed', question.id, ports)).toBeUndefined();
  });

  it('is read anew when a step of it was recorded meanwhile', async () => {
    await jobs.create({ ...question, id: jobId(6), steps: [] }, 36_500);
    let reads = 0;
    const find = async (id: string) => {
      const found = await jobs.find(id);
      const late = newStep('Explain', { model: 'm', costUsd: 0.125 });
      if (reads++ === 0) await jobs.recordStep(id, newContext('Explain', 14), late);
      return found;
    };

    const counted = await countJob('Question Failed', jobId(6), { ...ports, jobs: { find } });

    expect([reads, fieldsOf(counted?.metrics).QuestionCostUsd]).toEqual([2, 0.125]);
  });

  it('counts once: an export with its rows and its speed', async () => {
    exported = ready;
    const told = await Promise.all([1, 2].map(() => countJob('Export Ready', jobId(3), ports)));

    const counted = told.filter((each) => each !== undefined);
    expect(counted).toHaveLength(1);
    expect(fieldsOf(counted[0]?.metrics)).toEqual({
      ...{ Status: 'READY', Exports: 1, ExportRows: 2, ExportBytes: 10 },
      ...{ ExportLatency: 2_000, ExportSpeed: 5 },
    });
  });

  it('that is a failed export has no speed', async () => {
    exported = failed;

    const counted = await countJob('Export Failed', jobId(4), ports);

    expect(fieldsOf(counted?.metrics)).toEqual({ Status: 'FAILED', Exports: 1 });
    expect(counted?.about).toMatchObject({ error: 'Internal' });
  });

  it('counts once: a batch with the questions it answered a second', async () => {
    const counted = await countJob('Batch Completed', batch.id, ports);

    expect(fieldsOf(counted?.metrics)).toEqual({
      Status: 'COMPLETED',
      Batches: 1,
      BatchRows: 21,
      BatchSpeed: 2,
    });
    expect(await countJob('Batch Completed', batch.id, ports)).toBeUndefined();
  });

  it('is not counted when it goes on, or is not there', async () => {
    expect(await countJob('Question Answered', jobId(2), ports)).toBeUndefined();
    expect(await countJob('Question Answered', jobId(7), ports)).toBeUndefined();
  });

  it('tells nothing of what was asked', async () => {
    const all = [question.question, 'SELECT', question.principal.id];
    exported = ready;

    const lines = JSON.stringify([
      await countJob('Question Failed', question.id, {
        ...ports,
        usage: { count: async () => 'counted' },
      }),
      await countJob('Export Ready', jobId(5), ports),
    ]);

    for (const text of all) expect(lines).not.toContain(text);
  });
});
