import { Health } from '../operation-views.ts';
import type { Route } from '../route.ts';

export const HEALTH_ROUTES = {
  getHealth: {
    method: 'GET',
    path: '/health',
    summary:
      'Whether configuration, job records and a catalogue are there (the databases themselves are not asked)',
    tag: 'Operation',
    access: 'public',
    responses: { 200: { description: 'They are.', body: Health } },
  },
} as const satisfies Record<string, Route>;
