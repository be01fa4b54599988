import type { ErrorName } from '../../shared/contracts/errors.ts';
import type { QuestionJob } from '../../shared/contracts/job.ts';
import { isFinal } from '../../shared/contracts/job-status.ts';
import { problem, problemBody, problemResponse } from '../../shared/http/http-problem.ts';
import { type HttpResponse, json } from '../../shared/http/http-response.ts';
import { questionPath } from '../../shared/http/job-paths.ts';
import type { Dependencies } from './operation.ts';
import { questionView } from './question-view.ts';

/** Failures that are ours; every other one is the model's, the database's or a service's. */
const OURS: readonly ErrorName[] = ['Internal', 'ConfigInvalid', 'SourceNotFound'];

/** How a call that waited for a question answers, by what became of it. */
export async function endedResponse(
  job: QuestionJob,
  objects: Dependencies['objects'],
  headers: Record<string, string>,
): Promise<HttpResponse> {
  if (!isFinal(job.status)) return json(202, await questionView(job, objects), headers);
  if (job.status === 'CANCELLED') {
    throw problem('Cancelled', 'The question was cancelled.', { instance: questionPath(job.id) }, headers);
  }
  if (job.status === 'REFUSED' || job.status === 'FAILED') return failureResponse(job, headers);
  return json(200, await questionView(job, objects), headers);
}

function failureResponse(job: QuestionJob, headers: Record<string, string>): HttpResponse {
  const { name, message, detail } = job.ending?.error ?? {
    name: 'Internal' as const,
    message: 'The question could not be finished.',
  };
  const failure = OURS.includes(name) ? 500 : 502;
  const status = job.status === 'REFUSED' ? 422 : failure;
  const text = detail === undefined ? message : `${message} ${detail}`;
  return problemResponse(problemBody(name, status, text, { instance: questionPath(job.id) }), headers);
}
