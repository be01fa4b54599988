import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createPost } from '../../../../tasks/deliver-webhook/post-webhook.ts';

const LOOPBACK = ['127.0.0.0/8'];
const stops: (() => void)[] = [];

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A receiver on a port of its own, and the paths it was asked for. */
async function startReceiver(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  // A TCP server that listens has an AddressInfo, never a pipe name.
  const { port } = server.address() as AddressInfo;
  return { port, asked };
}

const resolvingTo = (address: string) => ({
  lookUp: (_name: string, done: (error: null, addresses: { address: string; family: number }[]) => void) =>
    done(null, [{ address, family: 4 }]),
});
const request = (privateRanges: string[]) => ({
  body: '{"a":1}',
  headers: { 'webhook-id': 'x' },
  privateRanges,
});

describe('A webhook', () => {
  it('is posted with its headers, and the status comes back', async () => {
    const seen: unknown[] = [];
    const { port } = await startReceiver(async (incoming, response) => {
      const chunks = await incoming.toArray();
      seen.push(Buffer.concat(chunks).toString(), incoming.headers['webhook-id'], incoming.headers.host);
      response.writeHead(204).end();
    });

    const posted = await createPost()(new URL(`http://127.0.0.1:${port}/in`), request(LOOPBACK));

    expect(posted).toEqual({ status: 204 });
    expect(seen).toEqual(['{"a":1}', 'x', `127.0.0.1:${port}`]);
  });

  it('goes to no address that is not let in, not even as far as a connection', async () => {
    const { port, asked } = await startReceiver((_, response) => response.end());
    const post = createPost(resolvingTo('127.0.0.1'));
    const urls = [
      ...[`http://127.0.0.1:${port}/`, `https://127.0.0.1:${port}/`, `http://[::ffff:7f00:1]:${port}/`],
      ...[`http://hooks.example:${port}/`, `https://hooks.example:${port}/`, 'https://169.254.169.254/'],
    ];

    const posted = await Promise.all(urls.map((url) => post(new URL(url), request([]))));

    expect(posted).toEqual(urls.map(() => ({ error: 'AddressRefused' })));
    expect(asked).toEqual([]);
  });

  it('goes where the name leads at the time of the connection, if that is let in', async () => {
    const { port, asked } = await startReceiver((_, response) => response.end());

    const posted = await createPost(resolvingTo('127.0.0.1'))(
      new URL(`http://hooks.example:${port}/in`),
      request(LOOPBACK),
    );

    expect(posted).toEqual({ status: 200 });
    expect(asked).toEqual(['POST /in']);
  });

  it('goes to a name of a public address by https only', async () => {
    const posted = await createPost(resolvingTo('93.184.216.34'))(
      new URL('http://hooks.example/in'),
      request(LOOPBACK),
    );

    expect(posted).toEqual({ error: 'AddressRefused' });
  });

  it('does not follow a redirect', async () => {
    const { port, asked } = await startReceiver((_, response) =>
      response.writeHead(307, { location: '/elsewhere' }).end(),
    );

    const posted = await createPost()(new URL(`http://127.0.0.1:${port}/in`), request(LOOPBACK));

    expect(posted).toEqual({ status: 307 });
    expect(asked).toEqual(['POST /in']);
  });

  it('is given up when the receiver takes too long', async () => {
    const { port } = await startReceiver(() => undefined);

    const posted = await createPost({ timeoutMs: 50 })(
      new URL(`http://127.0.0.1:${port}/in`),
      request(LOOPBACK),
    );

    expect(posted).toEqual({ error: 'TimedOut' });
  });

  it('tells of a name without address and of a port where nobody listens', async () => {
    const unknown = createPost({
      lookUp: (_name, done) => done(Object.assign(new Error('gone'), { code: 'ENOTFOUND' }), []),
    });
    const { port } = await startReceiver(() => undefined);
    for (const stop of stops.splice(0)) stop();

    expect(await unknown(new URL('https://hooks.example/'), request([]))).toEqual({
      error: 'NameNotResolved',
    });
    expect(await createPost()(new URL(`http://127.0.0.1:${port}/`), request(LOOPBACK))).toEqual({
      error: 'ConnectionFailed',
    });
  });
});
