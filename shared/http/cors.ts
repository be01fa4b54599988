import { METHODS } from '../contracts/http/route.ts';
import type { HttpRequest } from './http-request.ts';
import type { HttpResponse } from './http-response.ts';
import { allowedMethods, type RouteMatch } from './router.ts';

const REQUEST_HEADERS =
  'content-type, x-api-key, authorization, idempotency-key, prefer, if-match, if-none-match, cache-control';
const RESPONSE_HEADERS =
  'location, preference-applied, etag, retry-after, ratelimit, ratelimit-policy, allow';

/** What a browser of this origin needs on every response; nothing for an origin that is not configured. */
export function corsHeaders(request: HttpRequest, origins: readonly string[]): Record<string, string> {
  const { origin } = request.headers;
  if (origins.length === 0) return {};
  if (!origin || !(origins.includes(origin) || origins.includes('*'))) return { vary: 'origin' };
  return {
    vary: 'origin',
    'access-control-allow-origin': origin,
    'access-control-expose-headers': RESPONSE_HEADERS,
  };
}

/** Answers OPTIONS, which comes without an API key. */
export function preflight(matches: readonly RouteMatch[]): HttpResponse {
  const methods = allowedMethods(matches);
  return {
    status: 204,
    headers: {
      allow: methods.join(', '),
      'access-control-allow-methods': METHODS.filter((method) => methods.includes(method)).join(', '),
      'access-control-allow-headers': REQUEST_HEADERS,
      'access-control-max-age': '600',
    },
  };
}
