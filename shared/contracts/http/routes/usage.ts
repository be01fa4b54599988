import type { Route } from '../route.ts';
import { UsagePage, UsageQuery } from '../usage.ts';

export const USAGE_ROUTES = {
  getUsage: {
    method: 'GET',
    path: '/v1/usage',
    summary: 'What was used, by day and model',
    description:
      'Questions, model calls, tokens and their cost by the price table in force at the time. Your own; for admins also that of others.',
    tag: 'Operation',
    access: 'principal',
    query: UsageQuery,
    responses: { 200: { description: 'One page.', body: UsagePage } },
    problems: ['NotAuthorised'],
  },
} as const satisfies Record<string, Route>;
