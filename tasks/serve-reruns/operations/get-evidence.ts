import { createHash } from 'node:crypto';
import type { QuestionJob } from '../../../shared/contracts/job.ts';
import { isFinal } from '../../../shared/contracts/job-status.ts';
import { isoNow } from '../../../shared/http/clock.ts';
import { findVisibleJob } from '../../../shared/http/find-visible-job.ts';
import { problem } from '../../../shared/http/http-problem.ts';
import { json } from '../../../shared/http/http-response.ts';
import { questionPath } from '../../../shared/http/job-paths.ts';
import { evidenceDocument } from '../evidence/evidence-document.ts';
import { readRecorded } from '../evidence/read-recorded.ts';
import type { Dependencies, Operation } from '../operation.ts';

/** Named by its digest, so that what another call built, or put there, never passes for it. */
const evidenceKey = (jobId: string, sha256: string) => `evidence/${jobId}/${sha256}.json`;
const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** The bundle is made when it is first asked for, and stays as it then is: its digest lies with the job's record. */
export const getEvidence: Operation<'getEvidence'> = async ({ params, principal }, dependencies) => {
  const { jobs, evidenceDigests, links } = dependencies;
  const job = await findVisibleJob(jobs, params.id, principal);
  const self = `${questionPath(job.id)}/evidence`;
  if (!isFinal(job.status)) {
    const about = { instance: questionPath(job.id), jobStatus: job.status };
    throw problem('EvidenceNotReady', 'The question has not ended yet.', about);
  }
  const sha256 = (await evidenceDigests.find(job.id)) ?? (await build(job, dependencies));
  const text = await asBuilt(job, sha256, dependencies);
  const name = `evidence-${job.id}.json`;
  return json(200, {
    id: job.id,
    kind: 'evidence',
    sha256,
    bytes: Buffer.byteLength(text),
    file: { name, ...(await links.download(evidenceKey(job.id, sha256), name)) },
    links: { self, question: questionPath(job.id) },
  });
};

/** Of two that build it at once, the first one's digest stays; both answer with that. */
async function build(job: QuestionJob, dependencies: Dependencies): Promise<string> {
  const { evidenceDigests, writeOnce, clock } = dependencies;
  const recorded = await readRecorded(job, dependencies);
  const text = JSON.stringify(evidenceDocument({ ...recorded, builtAt: isoNow(clock) }));
  const sha256 = digestOf(text);
  await writeOnce(evidenceKey(job.id, sha256), text, 'application/json');
  return evidenceDigests.keepFirst(job.id, sha256);
}

/** The stored bundle; nothing else is given out for it. */
async function asBuilt(
  { id }: QuestionJob,
  sha256: string,
  { evidence, logger }: Dependencies,
): Promise<string> {
  const text = await evidence.getText(evidenceKey(id, sha256));
  if (text !== undefined && digestOf(text) === sha256) return text;
  logger.error('Evidence is not as it was built.', { jobId: id, sha256, found: text && digestOf(text) });
  const about = { instance: questionPath(id) };
  if (text === undefined) throw problem('EvidenceNotFound', 'Its evidence is no longer kept.', about);
  throw problem('EvidenceAltered', 'Its evidence is not what was built: its digest is another.', about);
}
