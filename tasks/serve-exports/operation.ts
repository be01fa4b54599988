import type { ExportInput } from '../../shared/contracts/exports.ts';
import type { EXPORT_API } from '../../shared/contracts/http/routes/export-api.ts';
import type { ServingDependencies } from '../../shared/http/api.ts';
import type { Operation as HttpOperation } from '../../shared/http/operation.ts';
import type { Executions } from '../../shared/jobs/executions.ts';
import type { ExportStore } from '../../shared/jobs/export-store.ts';
import type { JobStore } from '../../shared/jobs/job-store.ts';
import type { SignedLinks } from '../../shared/platform/signed-links.ts';

export type ExportOperationId = keyof typeof EXPORT_API;

/** What the operations use; dependencies.ts makes the real ones. */
export interface Dependencies extends ServingDependencies {
  readonly jobs: Pick<JobStore, 'create' | 'find' | 'claimIdempotencyKey'>;
  readonly exports: Pick<ExportStore, 'create' | 'find' | 'listByPrincipal' | 'close'>;
  readonly exportExecutions: Pick<Executions, 'stop'> & { start(input: ExportInput): Promise<void> };
  /** Links to files of exports that are good for so many seconds. */
  readonly linksFor: (seconds: number) => Pick<SignedLinks, 'download'>;
  /** A new ULID. */
  readonly newId: () => string;
}

export type Operation<Id extends ExportOperationId> = HttpOperation<Id, Dependencies>;
