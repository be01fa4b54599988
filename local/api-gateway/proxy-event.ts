import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { LOCAL_ACCOUNT } from '../template/site.ts';
import type { RouteMatch } from './routes.ts';

/** A request's parts as REST proxy events and REQUEST authorisers get them. */
export interface ProxyRequest {
  readonly resource: string;
  readonly path: string;
  readonly httpMethod: string;
  readonly headers: Readonly<Record<string, string>> | null;
  readonly multiValueHeaders: Readonly<Record<string, readonly string[]>> | null;
  readonly queryStringParameters: Readonly<Record<string, string>> | null;
  readonly multiValueQueryStringParameters: Readonly<Record<string, readonly string[]>> | null;
  readonly pathParameters: Readonly<Record<string, string>> | null;
  readonly stageVariables: null;
  readonly requestContext: Readonly<Record<string, unknown>>;
}

/** The part of an event that the authoriser sees too. */
export function proxyRequest(
  incoming: IncomingMessage,
  url: URL,
  match: RouteMatch,
  stage: string,
): ProxyRequest {
  const headers = multiValues(pairs(incoming.rawHeaders));
  const query = multiValues([...url.searchParams]);
  const httpMethod = incoming.method ?? 'GET';
  return {
    resource: match.route.resource,
    path: decodePath(url.pathname),
    httpMethod,
    headers: lastValues(headers),
    multiValueHeaders: headers,
    queryStringParameters: lastValues(query),
    multiValueQueryStringParameters: query,
    pathParameters: match.pathParameters,
    stageVariables: null,
    requestContext: requestContext(incoming, url, match, stage),
  };
}

/** The event of an AWS_PROXY integration. A body that is not text travels as base64. */
export function proxyEvent(request: ProxyRequest, body: Buffer, authorizer: unknown): unknown {
  const text = body.toString('utf8');
  const isText = Buffer.byteLength(text) === body.length && !text.includes('\uFFFD');
  return {
    ...request,
    requestContext: { ...request.requestContext, ...(authorizer ? { authorizer } : {}) },
    body: body.length === 0 ? null : isText ? text : body.toString('base64'),
    isBase64Encoded: !isText,
  };
}

function requestContext(
  incoming: IncomingMessage,
  url: URL,
  match: RouteMatch,
  stage: string,
): Record<string, unknown> {
  const now = new Date();
  return {
    accountId: LOCAL_ACCOUNT,
    apiId: 'local',
    domainName: incoming.headers.host ?? '127.0.0.1',
    domainPrefix: 'local',
    extendedRequestId: randomUUID(),
    httpMethod: incoming.method,
    identity: {
      sourceIp: incoming.socket.remoteAddress ?? '127.0.0.1',
      userAgent: incoming.headers['user-agent'] ?? null,
    },
    path: url.pathname,
    protocol: `HTTP/${incoming.httpVersion}`,
    requestId: randomUUID(),
    requestTime: now.toUTCString(),
    requestTimeEpoch: now.getTime(),
    resourceId: match.route.resource,
    resourcePath: match.route.resource,
    stage,
  };
}

function pairs(flat: readonly string[]): [string, string][] {
  return Array.from({ length: flat.length / 2 }, (_, index) => [
    flat[index * 2] ?? '',
    flat[index * 2 + 1] ?? '',
  ]);
}

function multiValues(entries: readonly [string, string][]): Record<string, string[]> | null {
  if (entries.length === 0) return null;
  const names = new Set(entries.map(([name]) => name));
  const valuesOf = (name: string) => entries.filter((entry) => entry[0] === name).map((entry) => entry[1]);
  return Object.fromEntries([...names].map((name) => [name, valuesOf(name)]));
}

function lastValues(
  grouped: Readonly<Record<string, readonly string[]>> | null,
): Record<string, string> | null {
  if (!grouped) return null;
  return Object.fromEntries(Object.entries(grouped).map(([name, values]) => [name, values.at(-1) ?? '']));
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
