import { CHART_API } from '../../shared/contracts/http/routes/chart-api.ts';
import type { Api, ServingDependencies } from '../../shared/http/api.ts';
import type { JobStore } from '../../shared/jobs/job-store.ts';
import type { ObjectStore } from '../../shared/platform/object-store.ts';
import { getChart } from './get-chart.ts';

/** What drawing uses; dependencies.ts makes the real ones. */
export interface Dependencies extends ServingDependencies {
  readonly jobs: Pick<JobStore, 'find'>;
  readonly objects: Pick<ObjectStore, 'getRange'>;
}

export const API: Api<keyof typeof CHART_API, Dependencies> = {
  routes: CHART_API,
  operations: { getChart },
};
