import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ulid } from 'ulid';
import { createDynamodbBatchStore } from '../../../../shared/batches/dynamodb-batch-store.ts';
import { sweepBatch } from '../../../../shared/batches/sweep-batch.ts';
import type { BatchJob } from '../../../../shared/contracts/batch.ts';
import { startTestTable, type TestTable } from '../../../support/dynalite-table.ts';

const NOW = new Date('2026-05-04T10:00:00.000Z');
const ARN = 'arn:aws:states:us-east-1:000000000000:execution:inquery-batch:one';
const PRINCIPAL = { id: 'ana', roles: ['analyst'], attributes: {} };

let table: TestTable;
beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.stop());

async function runningBatch() {
  const batches = createDynamodbBatchStore(table);
  const id = ulid();
  const batch: BatchJob = {
    ...{ id, kind: 'batch', name: 'q.csv', status: 'SUBMITTED', version: 1, principal: PRINCIPAL },
    ...{ key: `batches/in/${id}/q.csv`, counts: {}, createdAt: '2026-05-04T09:00:00.000Z' },
  };
  await batches.create(batch, 36_500);
  const waiting = await batches.listRunning(NOW.toISOString());
  await batches.begin(id, ARN, batch.createdAt);
  return { batches, id, waiting };
}

const executionIs = (status: string | undefined) => async () => status;

describe('The sweep', () => {
  it('finds batches that run, and none that still waits for its file', async () => {
    const { batches, id, waiting } = await runningBatch();

    expect(waiting).not.toContain(id);
    expect(await batches.listRunning(NOW.toISOString())).toContain(id);
  });

  it('leaves a batch alone whose execution runs', async () => {
    const { batches, id } = await runningBatch();

    expect(await sweepBatch(batches, executionIs('RUNNING'), id, NOW)).toBeUndefined();
    expect(await batches.find(id)).toMatchObject({ status: 'RUNNING' });
  });

  it.each(['ABORTED', 'TIMED_OUT', undefined])('ends a batch whose execution is %s', async (status) => {
    const { batches, id } = await runningBatch();

    expect(await sweepBatch(batches, executionIs(status), id, NOW)).toMatchObject({
      ...{ id, status: 'FAILED', error: { name: 'Internal', message: 'The run of this batch broke off.' } },
    });
    expect(await batches.listRunning(NOW.toISOString())).not.toContain(id);
  });
});
