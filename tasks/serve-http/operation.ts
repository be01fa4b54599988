import type { Catalog } from '../../shared/contracts/catalog.ts';
import type { QUESTION_API } from '../../shared/contracts/http/routes/question-api.ts';
import type { QuestionStart } from '../../shared/contracts/question-machine.ts';
import type { ServingDependencies } from '../../shared/http/api.ts';
import type { Operation as HttpOperation } from '../../shared/http/operation.ts';
import type { Executions } from '../../shared/jobs/executions.ts';
import type { JobStore } from '../../shared/jobs/job-store.ts';
import type { ObjectStore } from '../../shared/platform/object-store.ts';
import type { VerifiedQueries } from '../../shared/retrieval/verified/verified-queries.ts';

export type QuestionOperationId = keyof typeof QUESTION_API;

/** What the operations use; dependencies.ts makes the real ones. */
export interface Dependencies extends ServingDependencies {
  readonly jobs: JobStore;
  readonly objects: Pick<ObjectStore, 'getRange'>;
  readonly executions: Pick<Executions, 'stop' | 'succeedTask' | 'failTask'> & {
    start(input: QuestionStart): Promise<void>;
  };
  readonly verifiedQueries: Pick<VerifiedQueries, 'add' | 'propose'>;
  /** The source's catalogue; undefined until the first refresh has built it. */
  readonly loadCatalog: (source: string) => Promise<Catalog | undefined>;
  /** A new ULID. */
  readonly newId: () => string;
}

export type Operation<Id extends QuestionOperationId> = HttpOperation<Id, Dependencies>;
