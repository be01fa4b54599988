import { Health } from '../operation-views.ts';
import type { Route } from '../route.ts';

/** The part of the API that serve-health answers. */
export const HEALTH_API = {
  getHealth: {
    method: 'GET',
    path: '/health',
    summary: 'Whether a question can be answered',
    description:
      'Looks at the configuration, the job records, and the catalogue and the database of the default source (of any source where there is no default). What the database said is kept for five seconds. Models are not asked.',
    tag: 'Operation',
    access: 'public',
    responses: { 200: { description: 'It can.', body: Health } },
  },
} as const satisfies Record<string, Route>;
