import type { Route } from './route.ts';
import { ADMINISTRATION_API } from './routes/administration-api.ts';
import { BATCH_API } from './routes/batch-api.ts';
import { CHART_API } from './routes/chart-api.ts';
import { EXPORT_API } from './routes/export-api.ts';
import { HEALTH_API } from './routes/health-api.ts';
import { KNOWLEDGE_API } from './routes/knowledge-api.ts';
import { QUESTION_API } from './routes/question-api.ts';
import { RERUN_API } from './routes/rerun-api.ts';
import { SCHEDULE_API } from './routes/schedule-api.ts';
import { SUBSCRIPTION_API } from './routes/subscription-api.ts';

/**
 * The whole HTTP API: operation id → route. At run time a function imports its own part only: the schemas of all
 * do not fit into one.
 */
export const ROUTES = {
  ...QUESTION_API,
  ...HEALTH_API,
  ...CHART_API,
  ...RERUN_API,
  ...EXPORT_API,
  ...BATCH_API,
  ...SCHEDULE_API,
  ...KNOWLEDGE_API,
  ...SUBSCRIPTION_API,
  ...ADMINISTRATION_API,
} as const;

export type OperationId = keyof typeof ROUTES;

/** Paths that answer without an API key: the gateway must not ask for one there. */
export const PUBLIC_PATHS: readonly string[] = Object.values(ROUTES)
  .filter((route) => route.access === 'public')
  .map((route) => route.path);

/** `/v1/sources` of `/v1/sources/{source}/tables`: what lies below one of these goes to one function. */
const familiesOf = (api: Readonly<Record<string, Route>>): readonly string[] => [
  ...new Set(Object.values(api).map(({ path }) => path.split('/').slice(0, 3).join('/'))),
];

/** Task → the families of paths that the gateway hands to it; everything else goes to serve-http. */
export const FAMILIES = {
  'serve-health': familiesOf(HEALTH_API),
  'draw-chart': [CHART_API.getChart.path],
  'serve-reruns': Object.values(RERUN_API).map(({ path }) => path),
  'serve-exports': familiesOf(EXPORT_API),
  'serve-batches': familiesOf(BATCH_API),
  'serve-schedules': familiesOf(SCHEDULE_API),
  'serve-knowledge': familiesOf(KNOWLEDGE_API),
  'serve-subscriptions': familiesOf(SUBSCRIPTION_API),
  'serve-administration': familiesOf(ADMINISTRATION_API),
} as const;
