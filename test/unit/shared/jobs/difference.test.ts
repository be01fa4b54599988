import { describe, expect, it } from '@jest/globals';
import type { Ending } from '../../../../shared/contracts/job.ts';
import type { Row } from '../../../../shared/contracts/rows.ts';
import { differenceOf } from '../../../../shared/jobs/difference.ts';
import { writeSnapshot } from '../../../../shared/jobs/snapshot.ts';
import { createFakeJobStore } from '../../../support/fake-job-store.ts';
import { createMemoryObjectStore } from '../../../support/memory-object-store.ts';
import { jobId, newJob } from '../../../support/question-records.ts';

const AT = '2026-01-01T00:00:00.000Z';

async function compared(
  before: readonly Row[] | undefined,
  after: readonly Row[] | undefined,
  names = ['n', 'n'],
) {
  const objects = createMemoryObjectStore();
  const jobs = createFakeJobStore();
  const [of, job] = await Promise.all(
    [before, after].map(async (rows, at) => {
      const columns = [{ name: names[at] ?? '', type: 'int8' }];
      const result = rows && { columns, rows, truncated: false };
      const kept = result && writeSnapshot(objects, { jobId: jobId(at + 1) }, result, AT);
      await kept?.written;
      const ending = { sql: `SELECT ${at}`, ...(kept && { snapshot: kept.snapshot }) };
      return newJob({
        id: jobId(at + 1),
        status: 'ANSWERED',
        ending,
        ...(at === 1 && { replayOf: jobId(1) }),
      });
    }),
  );
  if (of) jobs.put(of);
  return job && differenceOf(job, { jobs, objects });
}

function between(before: Ending, after: Ending, objects = createMemoryObjectStore()) {
  const jobs = createFakeJobStore();
  const ended = (id: number, ending: Ending) =>
    newJob({ id: jobId(id), status: ending.error ? 'REFUSED' : 'ANSWERED', ending });
  jobs.put(ended(1, before));
  return differenceOf({ ...ended(2, after), replayOf: jobId(1) }, { jobs, objects });
}

describe('The difference that a replay makes', () => {
  it('is in the SQL and in rows, whatever their order and however often each is there', async () => {
    const difference = await compared([[1], [2], [2]], [[3], [2], [1]]);

    expect(difference).toEqual({
      of: jobId(1),
      status: { before: 'ANSWERED', after: 'ANSWERED', same: true },
      sql: { before: 'SELECT 0', after: 'SELECT 1', same: false },
      rows: {
        ...{ same: false, before: 3, after: 3, common: 2, complete: true },
        columns: { added: [], removed: [] },
        ...{ added: [[3]], removed: [[2]], addedCount: 1, removedCount: 1 },
      },
    });
  });

  it('is none in rows that are the same in another order', async () => {
    const difference = await compared([[1], [2]], [[2], [1]]);

    expect(difference?.rows).toMatchObject({ same: true, common: 2, addedCount: 0, removedCount: 0 });
  });

  it('names columns that are new and gone', async () => {
    const difference = await compared([[1]], [[1]], ['customers', 'clients']);

    expect(difference?.rows?.columns).toEqual({ added: ['clients'], removed: ['customers'] });
  });

  it('shows the first rows of many, and says how many there are', async () => {
    const many = Array.from({ length: 1_500 }, (_, at) => [at]);

    const difference = await compared([], many);

    expect(difference?.rows).toMatchObject({ after: 1_500, addedCount: 1_000, complete: false });
    expect(difference?.rows?.added).toHaveLength(20);
  });

  it('is without rows where one of the two has none', async () => {
    expect(await compared([[1]], undefined)).not.toHaveProperty('rows');
  });

  it('is told figure by figure of a why', async () => {
    const objects = createMemoryObjectStore();
    const rows = async (id: number, branch: string, value: number) => {
      const columns = [{ name: 'n', type: 'int8' }];
      const result = { columns, rows: [[value]], truncated: false };
      const kept = writeSnapshot(objects, { jobId: jobId(id), branch }, result, AT);
      await kept.written;
      return { rowCount: 1, snapshot: kept.snapshot };
    };
    const before = [
      { question: 'by month', sql: 'SELECT 1', ...(await rows(1, 'factor-0', 1)) },
      { question: 'by country', sql: 'SELECT 2', ...(await rows(1, 'factor-1', 2)) },
    ];
    const after = [
      { question: 'by month', sql: 'SELECT 9', ...(await rows(2, 'factor-0', 3)) },
      { question: 'by category', error: { name: 'NotAnswerable', message: 'No.' } },
    ];

    const difference = await between(
      { factors: before, answer: 'So.' },
      { factors: after, answer: 'Thus.' },
      objects,
    );

    expect(difference).toMatchObject({
      answer: { before: 'So.', after: 'Thus.', same: false },
      factors: [
        {
          question: 'by month',
          in: 'both',
          sql: { same: false },
          rows: { same: false, added: [[3]], removed: [[1]] },
        },
        { question: 'by country', in: 'before', sql: { before: 'SELECT 2' } },
        { question: 'by category', in: 'after' },
      ],
    });
    expect(difference).not.toHaveProperty('sql');
  });

  it('calls nothing the same where an answer became a refusal', async () => {
    const error = { name: 'NotAnswerable' as const, message: 'No.' };

    const difference = await between({ sql: 'SELECT 1', answer: 'One.' }, { error });

    expect(difference).toEqual({
      of: jobId(1),
      status: { before: 'ANSWERED', after: 'REFUSED', same: false },
      error: { after: error },
      answer: { before: 'One.' },
      sql: { before: 'SELECT 1' },
    });
  });

  it('is only told of a replay that has ended', async () => {
    const stores = { jobs: createFakeJobStore(), objects: createMemoryObjectStore() };

    expect(await differenceOf(newJob({ status: 'ANSWERED' }), stores)).toBeUndefined();
    expect(await differenceOf(newJob({ status: 'RUNNING', replayOf: jobId(2) }), stores)).toBeUndefined();
  });
});
