import * as z from 'zod';
import { ConfigurationInForce, ConfigurationView } from '../operation-views.ts';
import type { Route } from '../route.ts';

const tag = 'Operation';

export const OPERATION_ROUTES = {
  getConfiguration: {
    method: 'GET',
    path: '/v1/config',
    summary: 'The configuration in force',
    tag,
    access: 'admin',
    responses: { 200: { description: 'The document, names of secrets redacted.', body: ConfigurationView } },
  },
  reloadConfiguration: {
    method: 'POST',
    path: '/v1/config/reload',
    summary: 'Read the configuration again',
    description: 'A document that does not validate is refused and the last good one stays in force.',
    tag,
    access: 'admin',
    responses: { 200: { description: 'In force now.', body: ConfigurationInForce } },
    problems: ['ConfigInvalid'],
  },
  getOpenApi: {
    method: 'GET',
    path: '/openapi.json',
    summary: 'This API as an OpenAPI 3.1 document',
    tag,
    access: 'public',
    responses: { 200: { description: 'The document.', body: z.record(z.string(), z.unknown()) } },
  },
  getDocs: {
    method: 'GET',
    path: '/docs',
    summary: 'This API as a page to read',
    tag,
    access: 'public',
    responses: { 200: { description: 'The page.', contentType: 'text/html', body: z.string() } },
  },
} as const satisfies Record<string, Route>;
