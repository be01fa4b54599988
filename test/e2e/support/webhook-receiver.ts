import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface ReceivedWebhook {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Takes webhooks on a loopback port, a free one unless given, and answers each with the next status given, then with 204. */
export async function startWebhookReceiver(statuses: readonly number[] = [], at = 0) {
  const received: ReceivedWebhook[] = [];
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    received.push({ path: request.url ?? '', headers: single(request.headers), body });
    response.writeHead(statuses[received.length - 1] ?? 204, { location: '/redirected' }).end();
  });
  await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  // A TCP server that listens has an AddressInfo, never a pipe name.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/in`,
    received,
    untilReceived: async (count: number) => {
      while (received.length < count) await delay(50);
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const single = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
