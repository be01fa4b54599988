import type { ApiKeyStore } from '../../shared/access/api-key-store.ts';
import type { ADMINISTRATION_API } from '../../shared/contracts/http/routes/administration-api.ts';
import type { ServingDependencies } from '../../shared/http/api.ts';
import type { Operation as HttpOperation } from '../../shared/http/operation.ts';
import type { UsageReport } from '../../shared/jobs/usage-ledger.ts';

export type AdministrationId = keyof typeof ADMINISTRATION_API;

/** What the operations use; dependencies.ts makes the real ones. */
export interface Dependencies extends ServingDependencies {
  readonly keys: ApiKeyStore;
  readonly usage: UsageReport;
  /** A new ULID. */
  readonly newId: () => string;
}

export type Operation<Id extends AdministrationId> = HttpOperation<Id, Dependencies>;
