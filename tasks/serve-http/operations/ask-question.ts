import { chooseSource } from '../../../shared/authorisation/choose-source.ts';
import { isFinal } from '../../../shared/contracts/job-status.ts';
import { json } from '../../../shared/http/http-response.ts';
import { questionPath } from '../../../shared/http/job-paths.ts';
import { findSource } from '../../../shared/platform/find-source.ts';
import { endedResponse } from '../ended-response.ts';
import type { Operation } from '../operation.ts';
import { preferredWait } from '../prefer.ts';
import { questionView } from '../question-view.ts';
import { submitQuestion } from '../submit-question.ts';
import { waitForJob } from '../wait-for-job.ts';

export const askQuestion: Operation<'askQuestion'> = async (call, dependencies) => {
  const { body: asked, headers, principal, request } = call;
  const { value: configuration } = await dependencies.configuration.current();
  const source = chooseSource(configuration, asked.source, principal);
  const idempotencyKey = headers['idempotency-key'];
  const exports = findSource(configuration, source);
  const fresh = asksAnew(headers['cache-control']);
  const submission = { asked, source, principal, idempotencyKey, exports, fresh };
  const job = await submitQuestion(submission, dependencies);

  const location = { location: `${request.basePath}${questionPath(job.id)}` };
  const wait = preferredWait(headers.prefer);
  if (wait === undefined) return json(202, await questionView(job, dependencies.objects), location);

  const deadline = Math.min(dependencies.clock.now() + wait * 1_000, call.deadline);
  const latest = await waitForJob(dependencies, job, ({ status }) => isFinal(status), deadline);
  return endedResponse(latest, dependencies.objects, { ...location, 'preference-applied': `wait=${wait}` });
};

/** RFC 9111: `no-cache` asks for an answer that is not a kept one. */
const asksAnew = (cacheControl = '') => /(?:^|,)\s*no-cache\s*(?:,|$)/i.test(cacheControl);
