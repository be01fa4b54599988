import type { QuestionJob } from '../contracts/job.ts';
import { isFinal } from '../contracts/job-status.ts';
import type { Snapshot } from '../contracts/rows.ts';
import { problem } from './http-problem.ts';

/** Where a question's rows lie; throws RowsNotFound or RowsNotReady when there are none. */
export function requireSnapshot({ status, ending }: QuestionJob): Snapshot {
  if (ending?.snapshot) return ending.snapshot;
  throw isFinal(status)
    ? problem('RowsNotFound', `The question ended as ${status}, without rows.`, { jobStatus: status })
    : problem('RowsNotReady', 'The question has not ended yet.', { jobStatus: status });
}
