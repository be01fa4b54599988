import type { JobStore } from '../jobs/job-store.ts';
import { problem } from './http-problem.ts';
import { requestDigest } from './request-digest.ts';

export interface Claim {
  readonly principalId: string;
  /** Undefined when the caller gave none. */
  readonly idempotencyKey: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  /** Where the job is found that the key stands for. */
  readonly pathOf: (id: string) => string;
}

/**
 * The id of the job that a call is for: the one its Idempotency-Key stood for before, or the new one. Throws
 * IdempotencyKeyReused when the key came with another body then.
 */
export async function claimId(
  jobs: Pick<JobStore, 'claimIdempotencyKey'>,
  newId: string,
  { principalId, idempotencyKey, body, pathOf }: Claim,
): Promise<string> {
  if (idempotencyKey === undefined) return newId;
  const bodySha256 = requestDigest(body);
  const claim = await jobs.claimIdempotencyKey(principalId, idempotencyKey, { jobId: newId, bodySha256 });
  if (claim.bodySha256 === bodySha256) return claim.jobId;
  throw problem('IdempotencyKeyReused', 'This Idempotency-Key was used before with another body.', {
    instance: pathOf(claim.jobId),
  });
}
