import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ulid } from 'ulid';
import { createDynamodbBatchStore } from '../../../../shared/batches/dynamodb-batch-store.ts';
import { finaliseBatch } from '../../../../shared/batches/finalise-batch.ts';
import type { BatchJob } from '../../../../shared/contracts/batch.ts';
import { startTestTable, type TestTable } from '../../../support/dynalite-table.ts';

const NOW = new Date('2026-05-04T10:00:00.000Z');
const MINE = 'arn:aws:states:us-east-1:000000000000:execution:inquery-batch:mine';
const OTHER = 'arn:aws:states:us-east-1:000000000000:execution:inquery-batch:other';
const BROKEN = { status: 'FAILED', error: { name: 'Internal' } };

let table: TestTable;
beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.stop());

async function submitted(changes: Partial<BatchJob> = {}) {
  const batches = createDynamodbBatchStore(table);
  const id = ulid();
  const batch: BatchJob = {
    ...{ id, kind: 'batch', name: 'q.csv', status: 'SUBMITTED', version: 1, counts: {} },
    ...{ principal: { id: 'ana', roles: ['analyst'], attributes: {} }, key: `batches/in/${id}/q.csv` },
    createdAt: '2026-05-04T09:00:00.000Z',
    ...changes,
  };
  await batches.create(batch, 36_500);
  return { batches, ...batch };
}

const file = (key: string) => ({ key, etag: 'e', size: 9 });

describe('The batch of an execution that broke off', () => {
  it('has failed, once', async () => {
    const { batches, id, key } = await submitted();
    await batches.begin(id, MINE, NOW.toISOString());

    const first = await finaliseBatch(batches, file(key), MINE, NOW);

    expect(first).toMatchObject(BROKEN);
    expect(await finaliseBatch(batches, file(key), MINE, new Date())).toEqual(first);
  });

  it('has failed though it had not begun: its file is there, and nothing else would begin it', async () => {
    const { batches, key } = await submitted();

    expect(await finaliseBatch(batches, file(key), MINE, NOW)).toMatchObject(BROKEN);
  });

  it('has failed though its rerun had not begun', async () => {
    const rerunOf = ulid();
    const { batches, id } = await submitted({ rerunOf });

    expect(await finaliseBatch(batches, { batchId: id, rerunOf }, MINE, NOW)).toMatchObject(BROKEN);
  });

  it('goes on when another execution has it', async () => {
    const { batches, id, key } = await submitted();
    await batches.begin(id, OTHER, NOW.toISOString());

    expect(await finaliseBatch(batches, file(key), MINE, NOW)).toBeUndefined();
    expect(await batches.find(id)).toMatchObject({ status: 'RUNNING' });
  });

  it('still waits for its file when another was put in its place', async () => {
    const { batches, id } = await submitted();

    expect(await finaliseBatch(batches, file(`batches/in/${id}/other.csv`), MINE, NOW)).toBeUndefined();
    expect(await batches.find(id)).toMatchObject({ status: 'SUBMITTED' });
  });
});
