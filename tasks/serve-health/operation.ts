import type { Catalog } from '../../shared/contracts/catalog.ts';
import type { HEALTH_API } from '../../shared/contracts/http/routes/health-api.ts';
import type { ServingDependencies } from '../../shared/http/api.ts';
import type { Operation as HttpOperation } from '../../shared/http/operation.ts';
import type { JobStore } from '../../shared/jobs/job-store.ts';
import type { DatabaseAnswers } from './database-look.ts';

type HealthOperationId = keyof typeof HEALTH_API;

/** What the operation uses; dependencies.ts makes the real ones. */
export interface Dependencies extends ServingDependencies {
  readonly jobs: Pick<JobStore, 'find'>;
  /** The source's catalogue; undefined until the first refresh has built it. */
  readonly loadCatalog: (source: string) => Promise<Catalog | undefined>;
  readonly databaseAnswers: DatabaseAnswers;
}

export type Operation<Id extends HealthOperationId> = HttpOperation<Id, Dependencies>;
