import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LocalApi } from '../template/read-resources.ts';
import type { LocalMethod } from '../template/resources/rest-api.ts';
import { authorise, type Invoke } from './authorise.ts';
import { type HttpAnswer, problem } from './problem.ts';
import { proxyAnswer } from './proxy-answer.ts';
import { proxyEvent, type ProxyRequest, proxyRequest } from './proxy-event.ts';
import { createRouter, methodOf } from './routes.ts';

const MAX_BODY_BYTES = 10 * 1024 * 1024;

export interface ApiServer {
  readonly url: string;
  close(): Promise<void>;
}

export interface ApiServerOptions {
  readonly api: LocalApi;
  readonly port: number;
  readonly invoke: Invoke;
  readonly onFailure: (error: unknown) => void;
}

/** Serves the template's REST API on one loopback port, without the stage in its paths. */
export async function startApiServer({ api, port, invoke, onFailure }: ApiServerOptions): Promise<ApiServer> {
  const answer = createGateway(api, invoke);
  const server = createServer((incoming, outgoing) => {
    answer(incoming)
      .catch((error: unknown) => {
        onFailure(error);
        return problem(500, 'Internal', 'The local API failed.');
      })
      .then((result) => write(outgoing, incoming, result));
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  // A TCP server that listens has an AddressInfo, never a pipe name.
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function createGateway(api: LocalApi, invoke: Invoke): (incoming: IncomingMessage) => Promise<HttpAnswer> {
  const route = createRouter(api);
  const authorizers = new Map(api.authorizers.map((authorizer) => [authorizer.id, authorizer]));
  const stage = api.stageName ?? 'local';
  return async (incoming) => {
    const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
    const match = route(url.pathname);
    const method = match && methodOf(match.route, incoming.method ?? 'GET');
    if (!match || !method) return problem(404, 'NotFound', `There is no ${incoming.method} ${url.pathname}.`);
    const body = await readBody(incoming);
    if (!body) return problem(413, 'PayloadTooLarge', `A request body may have ${MAX_BODY_BYTES} bytes.`);
    const request = proxyRequest(incoming, url, match, stage);
    const authorizer = authorizers.get(method.authorizerId ?? '');
    const permission = authorizer && (await authorise(authorizer, request, invoke));
    if (permission?.allowed === false) return permission.answer;
    return integrate(method, request, body, permission?.context, invoke);
  };
}

async function integrate(
  { integration }: LocalMethod,
  request: ProxyRequest,
  body: Buffer,
  context: unknown,
  invoke: Invoke,
): Promise<HttpAnswer> {
  if (integration.kind === 'mock') return { status: integration.status, headers: integration.headers, body: '' };
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<HttpAnswer>((resolve) => {
    const late = problem(504, 'GatewayTimeout', 'The function behind this path took too long.');
    timer = setTimeout(() => resolve(late), integration.timeoutMs);
  });
  const answer = invoke(integration.functionName, proxyEvent(request, body, context)).then(proxyAnswer);
  return Promise.race([answer, timeout]).finally(() => clearTimeout(timer));
}

/** The body, or undefined when it is over the limit. */
async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return size > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks);
}

function write(outgoing: ServerResponse, incoming: IncomingMessage, { status, headers, body }: HttpAnswer): void {
  // Node's types want mutable header lists.
  outgoing.writeHead(status, headers as Record<string, string | string[]>);
  outgoing.end(incoming.method === 'HEAD' ? undefined : body);
}
