import type { BatchExecutions } from '../../shared/batches/batch-executions.ts';
import type { BatchStore } from '../../shared/batches/batch-store.ts';
import type { BATCH_API } from '../../shared/contracts/http/routes/batch-api.ts';
import type { ServingDependencies } from '../../shared/http/api.ts';
import type { Operation as HttpOperation } from '../../shared/http/operation.ts';
import type { Publish } from '../../shared/notifications/eventbridge-publisher.ts';
import type { SignedLinks } from '../../shared/platform/signed-links.ts';

export type BatchOperationId = keyof typeof BATCH_API;

/** What the operations use; dependencies.ts makes the real ones. */
export interface Dependencies extends ServingDependencies {
  readonly batches: Pick<BatchStore, 'create' | 'find' | 'listByPrincipal' | 'close'>;
  readonly links: SignedLinks;
  readonly batchRuns: BatchExecutions;
  readonly publish: Publish;
  /** A new ULID. */
  readonly newId: () => string;
}

export type Operation<Id extends BatchOperationId> = HttpOperation<Id, Dependencies>;
