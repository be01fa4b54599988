import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { ModelAnswer, ModelCall, ModelGateway } from '../../../local/bedrock/model-gateway.ts';
import { listen } from '../../../local/wire/listen.ts';

export interface OpenaiProxy {
  /** The address that stands in for a server's base URL. */
  addressOf(baseUrl: string): string;
  close(): Promise<void>;
}

const PATH = /^\/(\d+)(\/chat\/completions|\/embeddings)$/;

/** A loopback server that stands before OpenAI-compatible servers and puts their calls to the gateway. */
export async function startOpenaiProxy(gateway: ModelGateway): Promise<OpenaiProxy> {
  const upstreams: string[] = [];
  const server = createServer((incoming, outgoing) => {
    answer(incoming, upstreams, gateway)
      .catch((error: unknown): ModelAnswer => ({ status: 502, body: { error: { message: String(error) } } }))
      .then(({ status, body }) => {
        outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
  });
  const { url, close } = await listen(server, 0);
  return {
    addressOf: (baseUrl) => {
      if (!upstreams.includes(baseUrl)) upstreams.push(baseUrl);
      return `${url}/${upstreams.indexOf(baseUrl)}`;
    },
    close,
  };
}

async function answer(
  incoming: IncomingMessage,
  upstreams: readonly string[],
  gateway: ModelGateway,
): Promise<ModelAnswer> {
  const [, index, path = ''] = PATH.exec(incoming.url ?? '') ?? [];
  const upstream = upstreams[Number(index)];
  const body = await text(incoming);
  if (incoming.method !== 'POST' || upstream === undefined) {
    return { status: 404, body: { error: { message: 'not found' } } };
  }
  const request: unknown = JSON.parse(body);
  const operation: ModelCall['operation'] = path === '/embeddings' ? 'embeddings' : 'chat';
  const call = { operation, modelId: String(Object(request).model), request };
  return gateway(call, () =>
    ask(`${upstream.replace(/\/+$/, '')}${path}`, body, incoming.headers.authorization),
  );
}

async function ask(url: string, body: string, authorization: string | undefined): Promise<ModelAnswer> {
  const headers = { 'content-type': 'application/json', ...(authorization && { authorization }) };
  const response = await fetch(url, { method: 'POST', headers, body });
  const reply = await response.text();
  return { status: response.status, body: parse(reply) };
}

function parse(reply: string): unknown {
  try {
    return JSON.parse(reply);
  } catch {
    return { error: { message: 'The server answered no JSON.' } };
  }
}
