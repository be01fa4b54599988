import { KEY_ROUTES } from './routes/keys.ts';
import { OPERATION_ROUTES } from './routes/operations.ts';
import { QUESTION_ROUTES } from './routes/questions.ts';
import { SOURCE_ROUTES } from './routes/sources.ts';

/** The whole HTTP API: operation id → route. */
export const ROUTES = { ...QUESTION_ROUTES, ...SOURCE_ROUTES, ...KEY_ROUTES, ...OPERATION_ROUTES } as const;

export type OperationId = keyof typeof ROUTES;

/** Paths that answer without an API key: the gateway must not ask for one there. */
export const PUBLIC_PATHS: readonly string[] = Object.values(ROUTES)
  .filter((route) => route.access === 'public')
  .map((route) => route.path);
