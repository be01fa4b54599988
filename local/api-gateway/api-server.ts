import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { LocalApi } from '../template/read-resources.ts';
import type { LocalIntegration } from '../template/resources/rest-api.ts';
import { type ListeningServer, listen } from '../wire/listen.ts';
import { type Admission, createAdmission } from './admission.ts';
import { authorise, type Invoke } from './authorise.ts';
import { createGatewayResponses, type GatewayResponses, type HttpAnswer } from './gateway-response.ts';
import { proxyAnswer } from './proxy-answer.ts';
import { proxyEvent, proxyRequest } from './proxy-event.ts';
import { createRouter, methodOf } from './routes.ts';

const MAX_BODY_BYTES = 10 * 1024 * 1024;

export type ApiServer = ListeningServer;

export interface ApiServerOptions {
  readonly api: LocalApi;
  readonly port: number;
  readonly invoke: Invoke;
  /** Pages of the local stack itself that are no part of the API: path → what answers a GET, without a key. */
  readonly pages?: Readonly<Record<string, () => Promise<HttpAnswer>>>;
  /** How much accepted work waits: beyond a limit, no more is accepted. */
  readonly waiting?: () => number;
  readonly onFailure: (error: unknown) => void;
}

/** Serves the template's REST API on one loopback port, without the stage in its paths. */
export async function startApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const { api, port, invoke, pages = {}, waiting, onFailure } = options;
  const responses = createGatewayResponses(api.responses);
  const gateway = createGateway(api, invoke, responses, createAdmission({ waiting }));
  const answer = async (incoming: IncomingMessage) => {
    const [path = ''] = incoming.url?.split('?') ?? [];
    const page = incoming.method === 'GET' && pages[path];
    return page ? page() : gateway(incoming);
  };
  const server = createServer((incoming, outgoing) => {
    answer(incoming)
      .catch((error: unknown) => {
        onFailure(error);
        return responses('API_CONFIGURATION_ERROR');
      })
      .then((result) => write(outgoing, incoming, result));
  });
  return listen(server, port);
}

function createGateway(
  api: LocalApi,
  invoke: Invoke,
  responses: GatewayResponses,
  admission: Admission,
): (incoming: IncomingMessage) => Promise<HttpAnswer> {
  const route = createRouter(api);
  const authorizers = new Map(api.authorizers.map((authorizer) => [authorizer.id, authorizer]));
  const stage = api.stageName ?? 'local';
  return async (incoming) => {
    const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
    const match = route(url.pathname);
    const method = match && methodOf(match.route, incoming.method ?? 'GET');
    if (!match || !method) return responses('MISSING_AUTHENTICATION_TOKEN');
    const body = await readBody(incoming);
    if (!body) return responses('REQUEST_TOO_LARGE');
    const request = proxyRequest(incoming, url, match, stage);
    const pass = async () => {
      const authorizer = authorizers.get(method.authorizerId ?? '');
      const permission = authorizer && (await authorise(authorizer, request, invoke));
      if (permission?.allowed === false) return responses(permission.error);
      if (method.integration.kind === 'mock') return mockAnswer(method.integration);
      const event = proxyEvent(request, body, permission?.context);
      return integrate(method.integration, event, invoke, responses);
    };
    // What is under way already is asked after by GET, and let through.
    if (request.httpMethod !== 'POST') return pass();
    const leave = admission.enter();
    return leave ? pass().finally(leave) : responses('THROTTLED');
  };
}

function mockAnswer({ status, headers }: LocalIntegration & { kind: 'mock' }): HttpAnswer {
  return { status, headers, body: '' };
}

async function integrate(
  { functionName, timeoutMs }: LocalIntegration & { kind: 'function' },
  event: unknown,
  invoke: Invoke,
  responses: GatewayResponses,
): Promise<HttpAnswer> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<HttpAnswer>((resolve) => {
    timer = setTimeout(() => resolve(responses('INTEGRATION_TIMEOUT')), timeoutMs);
  });
  const answer = invoke(functionName, event).then((result) => proxyAnswer(result, responses));
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

function write(
  outgoing: ServerResponse,
  incoming: IncomingMessage,
  { status, headers, body }: HttpAnswer,
): void {
  // Node's types want mutable header lists.
  outgoing.writeHead(status, headers as Record<string, string | string[]>);
  outgoing.end(incoming.method === 'HEAD' ? undefined : body);
}
