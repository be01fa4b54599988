import { batchEvent } from '../../shared/batches/batch-event.ts';
import { sweepBatch } from '../../shared/batches/sweep-batch.ts';
import { sweepExport } from '../../shared/jobs/sweep-export.ts';
import { sweepJob } from '../../shared/jobs/sweep-job.ts';
import type { PublishedEvent } from '../../shared/notifications/eventbridge-publisher.ts';
import { exportEvent } from '../../shared/notifications/export-event.ts';
import { questionEvent } from '../../shared/notifications/question-event.ts';
import { requestHandler } from '../../shared/platform/request.ts';
import {
  batchExecutions,
  batches,
  executions,
  exportExecutions,
  exports,
  jobs,
  logger,
  publish,
} from './dependencies.ts';

/** A job younger than this may be on its way to its execution still; an older one is looked at, wherever it is. */
const SETTLED_MS = 10_000;

/** On schedule: status change events are best effort, so jobs that are open too long are looked at. */
export const handler = requestHandler(async (): Promise<void> => {
  const now = new Date();
  const settledBefore = new Date(now.getTime() - SETTLED_MS).toISOString();
  const open = await jobs.listOpen(settledBefore);
  for (const id of open) {
    await sweep(id, async () => {
      const job = await sweepJob(jobs, executions, id, now);
      return job && questionEvent(job);
    });
  }
  const openExports = await exports.listOpen(settledBefore);
  for (const id of openExports) {
    await sweep(id, async () => {
      const job = await sweepExport(exports, exportExecutions, id, now);
      return job && exportEvent(job);
    });
  }
  const running = await batches.listRunning(settledBefore);
  for (const id of running) {
    await sweep(id, async () => {
      const batch = await sweepBatch(batches, batchExecutions, id, now);
      return batch && batchEvent(batch);
    });
  }
  logger.info('swept', { open: open.length, exports: openExports.length, batches: running.length });
});

async function sweep(jobId: string, owedEvent: () => Promise<PublishedEvent | undefined>): Promise<void> {
  try {
    const event = await owedEvent();
    if (event) await publish(event);
  } catch (error) {
    logger.error('A job could not be swept; the next sweep tries again.', { jobId, error: String(error) });
  }
}
