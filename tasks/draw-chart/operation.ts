import type { ServingDependencies } from '../../shared/http/api.ts';
import type { JobStore } from '../../shared/jobs/job-store.ts';
import type { ObjectStore } from '../../shared/platform/object-store.ts';

/** What drawing uses; dependencies.ts makes the real ones. */
export interface Dependencies extends ServingDependencies {
  readonly jobs: Pick<JobStore, 'find'>;
  readonly objects: Pick<ObjectStore, 'getRange'>;
}
