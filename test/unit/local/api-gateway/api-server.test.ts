import { afterEach, describe, expect, it } from '@jest/globals';
import { type ApiServer, startApiServer } from '../../../../local/api-gateway/api-server.ts';
import type { InvocationResult } from '../../../../local/lambda/functions.ts';
import type { LocalApi } from '../../../../local/template/read-resources.ts';
import type { LocalIntegration, LocalMethod } from '../../../../local/template/resources/rest-api.ts';

type Behaviour = (event: unknown) => InvocationResult | Promise<InvocationResult>;

const serve: LocalIntegration = { kind: 'function', functionName: 'serve', timeoutMs: 200 };
const method = (resourceId: string, httpMethod: string, rest: Partial<LocalMethod> = {}): LocalMethod => ({
  resourceId,
  httpMethod,
  authorizerId: 'auth',
  integration: serve,
  ...rest,
});

const api: LocalApi = {
  rootId: 'root',
  stageName: 'prod',
  resources: [
    { id: 'proxy', parentId: 'root', pathPart: '{proxy+}' },
    { id: 'health', parentId: 'root', pathPart: 'health' },
  ],
  methods: [
    method('proxy', 'ANY'),
    method('proxy', 'OPTIONS', {
      authorizerId: undefined,
      integration: { kind: 'mock', status: 204, headers: { 'access-control-allow-origin': '*' } },
    }),
    method('health', 'GET', { authorizerId: undefined }),
  ],
  authorizers: [
    {
      id: 'auth',
      type: 'REQUEST',
      functionName: 'authorize',
      identitySources: ['method.request.header.x-api-key'],
    },
  ],
  responses: [
    {
      type: 'UNAUTHORIZED',
      status: 401,
      headers: { 'content-type': 'application/problem+json' },
      body: '{"title":"Unauthenticated"}',
    },
  ],
};

const allow: Behaviour = () => ({
  payload: {
    principalId: 'ann',
    policyDocument: { Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }] },
    context: { roles: '["admin"]', level: 3 },
  },
});
const echo: Behaviour = (event) => ({ payload: { statusCode: 200, body: JSON.stringify(event) } });

let server: ApiServer;

async function start(behaviours: Record<string, Behaviour>): Promise<void> {
  server = await startApiServer({
    api,
    port: 0,
    invoke: async (name, event) => (behaviours[name] ?? echo)(event),
    pages: { '/metrics': async () => ({ status: 200, headers: {}, body: 'inquery_up 1' }) },
    onFailure: () => undefined,
  });
}

afterEach(() => server.close());

const call = (path: string, init: RequestInit = {}) =>
  fetch(`${server.url}${path}`, { ...init, headers: { 'x-api-key': 'key', ...init.headers } });

describe('the REST API', () => {
  it('stands beside pages of the stack itself, which ask for no key and answer nothing but GET', async () => {
    await start({ authorize: () => ({ payload: 'Unauthorized', functionError: 'Unhandled' }) });

    const [page, posted] = await Promise.all([call('/metrics?x=1'), call('/metrics', { method: 'POST' })]);

    expect([page.status, await page.text()]).toEqual([200, 'inquery_up 1']);
    expect(posted.status).not.toBe(200);
  });

  it('gives its function the proxy event of a REST API', async () => {
    await start({ authorize: allow });

    const response = await call('/v1/questions?limit=5&tag=a&tag=b', {
      method: 'POST',
      body: '{"question":"?"}',
    });

    expect(await response.json()).toMatchObject({
      resource: '/{proxy+}',
      path: '/v1/questions',
      httpMethod: 'POST',
      headers: { 'x-api-key': 'key' },
      multiValueHeaders: { 'x-api-key': ['key'] },
      queryStringParameters: { limit: '5', tag: 'b' },
      multiValueQueryStringParameters: { limit: ['5'], tag: ['a', 'b'] },
      pathParameters: { proxy: 'v1/questions' },
      requestContext: {
        stage: 'prod',
        identity: { sourceIp: '127.0.0.1' },
        authorizer: { principalId: 'ann', roles: '["admin"]', level: '3' },
        requestId: expect.any(String),
      },
      body: '{"question":"?"}',
      isBase64Encoded: false,
    });
  });

  it('hands a body that is not text on as base64', async () => {
    await start({ authorize: allow });
    const response = await call('/v1/files', { method: 'PUT', body: Buffer.from([0xff, 0xfe, 0]) });
    expect(await response.json()).toMatchObject({ body: '//4A', isBase64Encoded: true });
  });

  it('answers with the function’s status, headers and bytes', async () => {
    const answer = {
      statusCode: 202,
      headers: { Location: '/v1/questions/1' },
      multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] },
      body: Buffer.from('done').toString('base64'),
      isBase64Encoded: true,
    };
    await start({ authorize: allow, serve: () => ({ payload: answer }) });

    const response = await call('/v1/questions');

    expect([
      response.status,
      response.headers.get('location'),
      response.headers.getSetCookie(),
      await response.text(),
    ]).toEqual([202, '/v1/questions/1', ['a=1', 'b=2'], 'done']);
  });

  it('asks no authoriser where the template has none', async () => {
    await start({ authorize: () => Promise.reject(new Error('asked')) });
    expect((await call('/health')).status).toBe(200);
  });

  it('answers a preflight from the template', async () => {
    await start({});
    const response = await call('/v1/questions', { method: 'OPTIONS' });
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
  });
});

describe('what the API refuses itself', () => {
  const deny: Behaviour = () => ({
    payload: {
      principalId: 'ann',
      policyDocument: { Statement: [{ Effect: 'Deny', Action: 'execute-api:Invoke', Resource: '*' }] },
    },
  });
  const failure =
    (errorMessage: string): Behaviour =>
    () => ({ payload: { errorType: 'Error', errorMessage }, functionError: 'Unhandled' });

  it.each<[string, Record<string, Behaviour>, string, RequestInit, number]>([
    ['a call without identity', { authorize: allow }, '/v1/questions', { headers: { 'x-api-key': '' } }, 401],
    ['a caller nobody knows', { authorize: failure('Unauthorized') }, '/v1/questions', {}, 401],
    ['a caller who may not', { authorize: deny }, '/v1/questions', {}, 403],
    ['a call whose authoriser fails', { authorize: failure('boom') }, '/v1/questions', {}, 500],
    [
      'a call whose authoriser answers nonsense',
      { authorize: () => ({ payload: {} }) },
      '/v1/questions',
      {},
      500,
    ],
    ['a method that is not there', { authorize: allow }, '/health', { method: 'POST' }, 404],
    [
      'a body over 10 MB',
      { authorize: allow },
      '/v1/questions',
      { method: 'POST', body: 'x'.repeat(11_000_000) },
      413,
    ],
    ['a function that throws', { authorize: allow, serve: failure('boom') }, '/v1/questions', {}, 502],
    [
      'a malformed answer',
      { authorize: allow, serve: () => ({ payload: { status: 200 } }) },
      '/v1/questions',
      {},
      502,
    ],
    [
      'a function that takes too long',
      { authorize: allow, serve: () => new Promise(() => undefined) },
      '/v1/questions',
      {},
      504,
    ],
  ])('%s', async (_what, behaviours, path, init, status) => {
    await start(behaviours);
    const response = await call(path, init);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      status,
      'application/problem+json',
    ]);
  });

  it('is worded as the template says', async () => {
    await start({ authorize: failure('Unauthorized') });
    expect(await (await call('/v1/questions')).json()).toEqual({ title: 'Unauthenticated' });
  });
});
