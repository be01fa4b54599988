import { createServer, type IncomingMessage } from 'node:http';
import { type ListeningServer, listen } from './listen.ts';
import type { WireRequest, WireResponse, WireService } from './wire-service.ts';

const MAX_BODY_BYTES = 8 * 1024 * 1024;

export type WireServer = ListeningServer;

/** Serves several AWS services on one loopback port; a request that none of them knows is refused. */
export async function startWireServer(services: readonly WireService[], port: number): Promise<WireServer> {
  const server = createServer((incoming, outgoing) => {
    answer(services, incoming)
      .catch((error: unknown) => failure(500, 'InternalFailure', String(error)))
      .then(({ status, headers, body }) => {
        outgoing.statusCode = status;
        outgoing.setHeaders(new Map(Object.entries(headers ?? {})));
        // Not after writeHead: Node then knows the length, and head and body leave as one write.
        outgoing.end(body);
      });
  });
  return listen(server, port);
}

async function answer(services: readonly WireService[], incoming: IncomingMessage): Promise<WireResponse> {
  const request = await readRequest(incoming);
  const service = services.find((candidate) => candidate.accepts(request));
  if (service) return service.handle(request);
  const target = request.headers['x-amz-target'] ?? `${request.method} ${request.path}`;
  return failure(501, 'UnknownOperationException', `The local stack has no service for ${target}`);
}

async function readRequest(incoming: IncomingMessage): Promise<WireRequest> {
  const body = await readBody(incoming);
  const url = incoming.url ?? '/';
  const [path = '/'] = url.split('?', 1);
  const query = url.slice(path.length + 1);
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    headers[name] = Array.isArray(value) ? value.join(',') : value;
  }
  return { method: incoming.method ?? 'GET', path, query, headers, body };
}

/** By events, which cost less than an iterator over chunks: a question makes some thirty requests. */
function readBody(incoming: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) reject(new Error(`Request body over ${MAX_BODY_BYTES} bytes`));
      else chunks.push(chunk);
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks)));
    incoming.on('error', reject);
    incoming.on('close', () => incoming.complete || reject(new Error('The client went away')));
  });
}

/** An AWS JSON error response: the SDK turns `__type` into the error's name. */
export function failure(status: number, type: string, message: string, details = {}): WireResponse {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': type },
    body: JSON.stringify({ ...details, __type: type, message }),
  };
}
