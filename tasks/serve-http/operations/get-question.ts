import type { QuestionJob } from '../../../shared/contracts/job.ts';
import { isFinal } from '../../../shared/contracts/job-status.ts';
import { json } from '../../../shared/http/http-response.ts';
import { differenceOf } from '../../../shared/jobs/difference.ts';
import { findReadableJob } from '../approver.ts';
import type { Operation } from '../operation.ts';
import { questionView } from '../question-view.ts';
import { waitForJob } from '../wait-for-job.ts';

/** A job that has ended changes no more, so nothing waits for that. */
const isNews = (after: number | undefined) => (job: QuestionJob) =>
  isFinal(job.status) || (after !== undefined && job.version > after);

export const getQuestion: Operation<'getQuestion'> = async (call, dependencies) => {
  const { params, query, headers, principal } = { ...call, headers: call.request.headers };
  const job = await findReadableJob(dependencies.jobs, params.id, principal);
  const deadline = Math.min(dependencies.clock.now() + (query.wait ?? 0) * 1_000, call.deadline);
  const latest = await waitForJob(dependencies, job, isNews(query.after), deadline);
  // An approver may read a question while it waits, not its answer.
  if (job.status === 'AWAITING_APPROVAL' && latest.status !== job.status)
    await findReadableJob(dependencies.jobs, params.id, principal);
  const etag = `"${latest.version}"`;
  if (headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
  const view = await questionView(latest, dependencies.objects);
  const difference = await differenceOf(latest, dependencies);
  return json(200, { ...view, ...(difference && { difference }) }, { etag });
};
