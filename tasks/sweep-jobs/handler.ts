import { sweepJob } from '../../shared/jobs/sweep-job.ts';
import { questionEvent } from '../../shared/notifications/question-event.ts';
import { executions, jobs, logger, publish } from './dependencies.ts';

/** A job younger than this may be on its way to its execution still; an older one is looked at, wherever it is. */
const SETTLED_MS = 10_000;

/** On schedule: status change events are best effort, so jobs that are open too long are looked at. */
export async function handler(): Promise<void> {
  const now = new Date();
  const open = await jobs.listOpen(new Date(now.getTime() - SETTLED_MS).toISOString());
  for (const id of open) {
    try {
      const job = await sweepJob(jobs, executions, id, now);
      const event = job && questionEvent(job);
      if (event) await publish(event);
    } catch (error) {
      logger.error('A job could not be swept; the next sweep tries again.', {
        jobId: id,
        error: String(error),
      });
    }
  }
  logger.info('swept', { open: open.length });
}
