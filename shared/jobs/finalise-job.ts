import type { QuestionJob } from '../contracts/job.ts';
import type { JobStore } from './job-store.ts';

const SENTENCES: Readonly<Record<string, string>> = {
  TIMED_OUT: 'The question took longer than a question may take and was ended.',
  ABORTED: 'The run of this question was stopped from outside.',
  FAILED: 'The run of this question broke off.',
};

/**
 * Ends the job of an execution that ended without doing so itself (timed out, aborted, failed). Returns the job
 * when its final event is still owed: by this very call, by an earlier one that was cut off before it published,
 * or by a cancel, whose event is left to the end of the execution. Undefined when the machine told everyone itself.
 */
export async function finaliseJob(
  jobs: JobStore,
  jobId: string,
  executionStatus: string,
  now: Date,
): Promise<QuestionJob | undefined> {
  const message = SENTENCES[executionStatus] ?? 'The run of this question ended without a result.';
  const job = await jobs.close(
    jobId,
    { status: 'FAILED', endedBy: 'finaliser', error: { name: 'Internal', message } },
    now.toISOString(),
  );
  const owed = job?.endedBy === 'finaliser' || job?.endedBy === 'caller';
  return owed ? job : undefined;
}
