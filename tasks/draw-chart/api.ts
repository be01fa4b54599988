import { CHART_API } from '../../shared/contracts/http/routes/chart-api.ts';
import type { Api } from '../../shared/http/api.ts';
import { getChart } from './get-chart.ts';
import type { Dependencies } from './operation.ts';

export const API: Api<keyof typeof CHART_API, Dependencies> = {
  routes: CHART_API,
  operations: { getChart },
};
