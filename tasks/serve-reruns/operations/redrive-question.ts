import { claimId } from '../../../shared/http/claim-id.ts';
import { findVisibleJob } from '../../../shared/http/find-visible-job.ts';
import { problem } from '../../../shared/http/http-problem.ts';
import { json } from '../../../shared/http/http-response.ts';
import { questionPath } from '../../../shared/http/job-paths.ts';
import { findSource } from '../../../shared/platform/find-source.ts';
import type { Operation } from '../operation.ts';
import { entryAt } from '../recorded/entry-at.ts';
import { failedState } from '../recorded/failed-state.ts';
import { recordedWork } from '../recorded/recorded-work.ts';
import { rerunView } from '../rerun-view.ts';
import { submitRerun } from '../submit-rerun.ts';

export const redriveQuestion: Operation<'redriveQuestion'> = async (call, dependencies) => {
  const { params, query, headers, principal, request } = call;
  const { jobs, readVisits, evidence, configuration, newId } = dependencies;
  const of = await findVisibleJob(jobs, params.id, principal);
  if (of.status !== 'FAILED') {
    throw problem('NotRedrivable', `The question is ${of.status}: only one that failed can be redriven.`, {
      instance: questionPath(of.id),
      jobStatus: of.status,
    });
  }
  const key = headers['idempotency-key'];
  const id = await claimId(jobs, newId(), {
    principalId: principal.id,
    idempotencyKey: key === undefined ? undefined : `redrive:${key}`,
    body: { of: of.id, ...query },
    pathOf: questionPath,
  });
  const source = findSource((await configuration.current()).value, of.source);
  const work = await recordedWork({ job: of, visits: await readVisits(of.id), objects: evidence });
  const state = failedState(of, work);
  const plain = query.explain === 'plainly' && state === 'Check';
  const entry = state && entryAt(state, work, { question: of.question, source, plain });
  const marks = {
    redriveOf: of.id,
    mode: of.mode,
    ...(of.export && { export: { ...of.export, id: newId() } }),
  };
  const job = await submitRerun({ id, of, caller: principal, work, entry, marks }, dependencies);
  return json(202, rerunView(job), { location: `${request.basePath}${questionPath(job.id)}` });
};
