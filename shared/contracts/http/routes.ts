import { ADMINISTRATION_API } from './routes/administration-api.ts';
import { QUESTION_API } from './routes/question-api.ts';

/**
 * The whole HTTP API: operation id → route. At run time a function imports its own part only: the schemas of both
 * do not fit into one.
 */
export const ROUTES = { ...QUESTION_API, ...ADMINISTRATION_API } as const;

export type OperationId = keyof typeof ROUTES;

/** Paths that answer without an API key: the gateway must not ask for one there. */
export const PUBLIC_PATHS: readonly string[] = Object.values(ROUTES)
  .filter((route) => route.access === 'public')
  .map((route) => route.path);

/** `/v1/sources` of `/v1/sources/{source}/tables`: what lies below one of these goes to one function. */
const familyOf = (path: string) => path.split('/').slice(0, 3).join('/');

/** The families of paths that the gateway hands to serve-administration; everything else goes to serve-http. */
export const ADMINISTRATION_FAMILIES: readonly string[] = [
  ...new Set(Object.values(ADMINISTRATION_API).map(({ path }) => familyOf(path))),
];
