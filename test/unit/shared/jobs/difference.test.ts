import { describe, expect, it } from '@jest/globals';
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

describe('The difference that a replay makes', () => {
  it('is in the SQL and in rows, whatever their order and however often each is there', async () => {
    const difference = await compared([[1], [2], [2]], [[3], [2], [1]]);

    expect(difference).toEqual({
      of: jobId(1),
      status: { before: 'ANSWERED', after: 'ANSWERED' },
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

  it('is only told of a replay that has ended', async () => {
    const stores = { jobs: createFakeJobStore(), objects: createMemoryObjectStore() };

    expect(await differenceOf(newJob({ status: 'ANSWERED' }), stores)).toBeUndefined();
    expect(await differenceOf(newJob({ status: 'RUNNING', replayOf: jobId(2) }), stores)).toBeUndefined();
  });
});
