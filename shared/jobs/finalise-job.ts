import type { QuestionJob } from '../contracts/job.ts';
import type { JobStore } from './job-store.ts';

const SENTENCES: Readonly<Record<string, string>> = {
  TIMED_OUT: 'The question took longer than a question may take and was ended.',
  ABORTED: 'The run of this question was stopped from outside.',
  FAILED: 'The run of this question broke off.',
};

/**
 * Ends the job of an execution that ended without doing so itself (timed out, aborted, failed), or finds it ended:
 * by a cancel, whose event is left to the end of the execution, or by a machine that broke off before it could tell.
 * Returns the job as it ended. Its event may have been sent already; sent again it has the same id.
 */
export async function finaliseJob(
  jobs: JobStore,
  jobId: string,
  executionStatus: string,
  now: Date,
): Promise<QuestionJob | undefined> {
  const message = SENTENCES[executionStatus] ?? 'The run of this question ended without a result.';
  return jobs.close(
    jobId,
    { status: 'FAILED', endedBy: 'finaliser', error: { name: 'Internal', message } },
    now.toISOString(),
  );
}
