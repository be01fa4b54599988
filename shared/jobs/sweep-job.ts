import type { QuestionJob } from '../contracts/job.ts';
import { goesOn } from '../platform/execution-status.ts';
import type { Executions } from './executions.ts';
import { finaliseJob } from './finalise-job.ts';
import type { JobStore } from './job-store.ts';
import { questionInput } from './question-input.ts';

/**
 * Puts right a job that has been open too long: one whose execution was never started is started; one whose
 * execution ended unnoticed, or began and is not to be found any more, is ended. Returns the job when its final
 * event is owed.
 */
export async function sweepJob(
  jobs: JobStore,
  executions: Executions,
  jobId: string,
  now: Date,
): Promise<QuestionJob | undefined> {
  const status = await executions.status(jobId);
  if (goesOn(status)) return undefined;
  if (status !== undefined) return finaliseJob(jobs, jobId, status, now);
  const job = await jobs.find(jobId);
  if (job?.status === 'RUNNING' || job?.status === 'AWAITING_APPROVAL')
    return finaliseJob(jobs, jobId, 'FAILED', now);
  if (job?.status === 'SUBMITTED') await executions.start(questionInput(job));
  return undefined;
}
