import type { RERUN_API } from '../../shared/contracts/http/routes/rerun-api.ts';
import type { QuestionStart } from '../../shared/contracts/question-machine.ts';
import type { ServingDependencies } from '../../shared/http/api.ts';
import type { Operation as HttpOperation } from '../../shared/http/operation.ts';
import type { EvidenceDigests } from '../../shared/jobs/dynamodb-evidence-digests.ts';
import type { ReadVisits } from '../../shared/jobs/dynamodb-visits.ts';
import type { JobStore } from '../../shared/jobs/job-store.ts';
import type { ObjectStore } from '../../shared/platform/object-store.ts';
import type { WriteOnce } from '../../shared/platform/s3-write-once.ts';
import type { SignedLinks } from '../../shared/platform/signed-links.ts';

export type RerunOperationId = keyof typeof RERUN_API;

/** What the operations use; dependencies.ts makes the real ones. */
export interface Dependencies extends ServingDependencies {
  readonly jobs: Pick<JobStore, 'create' | 'find' | 'claimIdempotencyKey'>;
  readonly readVisits: ReadVisits;
  readonly evidence: Pick<ObjectStore, 'getText' | 'put'>;
  readonly writeOnce: WriteOnce;
  readonly evidenceDigests: EvidenceDigests;
  /** Good for an hour. */
  readonly links: Pick<SignedLinks, 'download'>;
  readonly executions: { start(input: QuestionStart): Promise<void> };
  /** A new ULID. */
  readonly newId: () => string;
}

export type Operation<Id extends RerunOperationId> = HttpOperation<Id, Dependencies>;
