import { describe, expect, it } from '@jest/globals';
import type { ExportInput } from '../../../../shared/contracts/exports.ts';
import { sweepExport } from '../../../../shared/jobs/sweep-export.ts';
import { createFakeExecutions } from '../../../support/fake-executions.ts';
import { createFakeExportStore } from '../../../support/fake-export-store.ts';
import { sampleExport } from '../../../support/sample-export.ts';

const HOUR_MS = 3_600_000;

async function sweep(job: ReturnType<typeof sampleExport>, status: string | undefined, hours = 1) {
  const exports = createFakeExportStore();
  exports.put(job);
  const executions = createFakeExecutions<ExportInput>();
  const now = new Date(Date.parse(job.createdAt) + hours * HOUR_MS);
  const control = { ...executions, status: async () => status };
  const swept = await sweepExport(exports, control, job.id, now);
  return {
    swept: swept?.status,
    started: executions.started.length,
    now: (await exports.find(job.id))?.status,
  };
}

describe('An export that has been open for a while', () => {
  it.each([
    ['is left alone while its execution runs', 'RUNNING', 'RUNNING', { started: 0, now: 'RUNNING' }],
    ['is started when it never was', 'SUBMITTED', undefined, { started: 1, now: 'SUBMITTED' }],
    ['is the worker’s once it is on the queue', 'RUNNING', 'SUCCEEDED', { started: 0, now: 'RUNNING' }],
    [
      'is ended when its execution broke off',
      'RUNNING',
      'FAILED',
      { swept: 'FAILED', started: 0, now: 'FAILED' },
    ],
  ] as const)('%s', async (_, status, execution, expected) => {
    expect(await sweep(sampleExport({ status }), execution)).toEqual({ swept: undefined, ...expected });
  });

  it('is ended once no queue can hold it any more', async () => {
    const outcome = await sweep(sampleExport({ status: 'RUNNING' }), 'SUCCEEDED', 15 * 24);

    expect(outcome).toEqual({ swept: 'FAILED', started: 0, now: 'FAILED' });
  });
});
