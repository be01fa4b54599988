import type { ProxyResult } from './proxy-event.ts';

export interface HttpResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text goes as it is, anything else as JSON; absent, there is none. */
  readonly body?: unknown;
}

/** On every response: nothing is cached on the way, and nothing is taken for what it does not say it is. */
const SECURITY_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

export function json(status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse {
  return { status, body, headers };
}

export function toProxyResult({ status, headers = {}, body }: HttpResponse): ProxyResult {
  return {
    statusCode: status,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...SECURITY_HEADERS,
      ...headers,
    },
    body: body === undefined ? '' : text(body),
  };
}

const text = (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body));
