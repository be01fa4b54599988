import type { ProxyEvent } from './proxy-event.ts';

/** One HTTP call, free of how API Gateway words it. Header names are lower case. */
export interface HttpRequest {
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  /** What API Gateway puts before the path for a stage ("/prod"); empty under a domain of one's own. */
  readonly basePath: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly body: Uint8Array;
  readonly authorizer: unknown;
}

export function toHttpRequest(event: ProxyEvent): HttpRequest {
  return {
    requestId: event.requestContext.requestId,
    method: event.httpMethod.toUpperCase(),
    path: event.path,
    basePath: basePath(event),
    headers: headers(event),
    query: event.multiValueQueryStringParameters ?? single(event.queryStringParameters),
    body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
    authorizer: event.requestContext.authorizer,
  };
}

function basePath({ path, requestContext }: ProxyEvent): string {
  const whole = requestContext.path ?? path;
  return whole.endsWith(path) ? whole.slice(0, whole.length - path.length) : '';
}

function headers({ multiValueHeaders, headers: first }: ProxyEvent): Record<string, string> {
  const named = Object.entries(multiValueHeaders ?? single(first));
  return Object.fromEntries(named.map(([name, values]) => [name.toLowerCase(), values.join(', ')]));
}

function single(values: Record<string, string> | null | undefined): Record<string, string[]> {
  return Object.fromEntries(Object.entries(values ?? {}).map(([name, value]) => [name, [value]]));
}
