import { isoNow } from '../../../shared/http/clock.ts';
import { findVisibleJob } from '../../../shared/http/find-visible-job.ts';
import { problem } from '../../../shared/http/http-problem.ts';
import { json } from '../../../shared/http/http-response.ts';
import { questionPath } from '../../../shared/http/job-paths.ts';
import { questionInput } from '../../../shared/jobs/question-input.ts';
import type { Operation } from '../operation.ts';
import { questionView } from '../question-view.ts';

/**
 * The record ends first, so that the execution, stopped after it, can no longer end it otherwise. One that was never
 * started is: it finds the question ended and breaks off, by which the finaliser hears of it and tells.
 */
export const cancelQuestion: Operation<'cancelQuestion'> = async ({ params, principal }, dependencies) => {
  const { jobs, executions, clock, objects } = dependencies;
  const visible = await findVisibleJob(jobs, params.id, principal);
  const job =
    (await jobs.close(visible.id, { status: 'CANCELLED', endedBy: 'caller' }, isoNow(clock))) ?? visible;
  if (job.status !== 'CANCELLED') {
    throw problem('AlreadyEnded', `The question has ended as ${job.status}; it stays so.`, {
      instance: questionPath(job.id),
      jobStatus: job.status,
    });
  }
  const isThere = await executions.stop(job.id, 'The caller cancelled the question.');
  if (!isThere) await executions.start(questionInput(job));
  return json(200, await questionView(job, objects));
};
