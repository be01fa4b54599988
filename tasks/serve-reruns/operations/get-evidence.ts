import { createHash } from 'node:crypto';
import type { QuestionJob } from '../../../shared/contracts/job.ts';
import { isFinal } from '../../../shared/contracts/job-status.ts';
import { isoNow } from '../../../shared/http/clock.ts';
import { findVisibleJob } from '../../../shared/http/find-visible-job.ts';
import { problem } from '../../../shared/http/http-problem.ts';
import { json } from '../../../shared/http/http-response.ts';
import { questionPath } from '../../../shared/http/job-paths.ts';
import { evidenceDocument } from '../evidence/evidence-document.ts';
import { readKeptFiles } from '../evidence/kept-files.ts';
import type { Dependencies, Operation } from '../operation.ts';

const evidenceKey = (jobId: string) => `evidence/${jobId}.json`;

/** The bundle is made when it is first asked for, and stays as it then is. */
export const getEvidence: Operation<'getEvidence'> = async ({ params, principal }, dependencies) => {
  const { jobs, evidence, links } = dependencies;
  const job = await findVisibleJob(jobs, params.id, principal);
  const self = `${questionPath(job.id)}/evidence`;
  if (!isFinal(job.status)) {
    const about = { instance: questionPath(job.id), jobStatus: job.status };
    throw problem('EvidenceNotReady', 'The question has not ended yet.', about);
  }
  const key = evidenceKey(job.id);
  const text = (await evidence.getText(key)) ?? (await build(job, key, dependencies));
  const name = `evidence-${job.id}.json`;
  return json(200, {
    id: job.id,
    kind: 'evidence',
    sha256: createHash('sha256').update(text).digest('hex'),
    bytes: Buffer.byteLength(text),
    file: { name, ...(await links.download(key, name)) },
    links: { self, question: questionPath(job.id) },
  });
};

/** Of two that build it at once, the first one's stays; both answer with that. */
async function build(job: QuestionJob, key: string, dependencies: Dependencies): Promise<string> {
  const { readVisits, evidence, writeOnce, clock } = dependencies;
  const visits = await readVisits(job.id);
  const files = await readKeptFiles(job, visits, evidence);
  const text = JSON.stringify(evidenceDocument({ job, visits, files, builtAt: isoNow(clock) }));
  if (await writeOnce(key, text, 'application/json')) return text;
  const first = await evidence.getText(key);
  if (first !== undefined) return first;
  throw problem('Unavailable', 'It is just being built. Try again.', {}, { 'retry-after': '1' });
}
