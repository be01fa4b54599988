import { HEALTH_API } from '../../shared/contracts/http/routes/health-api.ts';
import type { Api } from '../../shared/http/api.ts';
import type { Dependencies } from './operation.ts';
import { getHealth } from './operations/get-health.ts';

/** The one public question about the product itself. */
export const API: Api<keyof typeof HEALTH_API, Dependencies> = {
  routes: HEALTH_API,
  operations: { getHealth },
};
