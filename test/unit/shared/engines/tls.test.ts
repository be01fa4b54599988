import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createPostgresEngine } from '../../../../shared/engines/postgres-engine.ts';
import { pingPostgres } from '../../../../shared/engines/postgres-ping.ts';

const read = (name: string) => readFileSync(new URL(`../../../data/tls/${name}`, import.meta.url), 'utf8');
const LIMITS = { rows: 1, bytes: 1, statementMs: 1_000 };

/** A server that speaks PostgreSQL up to the point where a client would tell who it is. */
describe('TLS to a database', () => {
  let server: Server;
  let port: number;
  let speaksTls: boolean;
  let heard: string;

  beforeAll(async () => {
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => (speaksTls ? upgrade(socket) : socket.end('N')));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // A TCP server that listens has an AddressInfo, never a pipe name.
    ({ port } = server.address() as AddressInfo);
  });

  beforeEach(() => {
    speaksTls = true;
    heard = '';
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  function upgrade(socket: Socket): void {
    socket.write('S');
    const secure = new TLSSocket(socket, {
      isServer: true,
      key: read('server.key'),
      cert: read('server.pem'),
    });
    secure.on('error', () => undefined);
    secure.once('data', (data) => {
      heard = data.toString();
      secure.destroy();
    });
  }

  const connect = (host: string, tlsCa?: string) => {
    const secret = { host, port, dbname: 'shop', username: 'reader', password: 'secret' };
    const engine = createPostgresEngine(secret, { tls: 'verify-full', tlsCa, schemas: ['shop'] });
    return engine.run('SELECT 1', LIMITS).catch((error: Error) => error.name);
  };

  it('tells who it is to a server whose certificate the given authority signed', async () => {
    await connect('127.0.0.1', read('ca.pem'));

    expect(heard).toContain('reader');
  });

  it('tells nothing to a server whose certificate nobody known signed', async () => {
    expect([await connect('127.0.0.1'), heard]).toEqual(['ConfigInvalid', '']);
  });

  it('tells nothing to a server whose certificate is for another host', async () => {
    expect([await connect('localhost', read('ca.pem')), heard]).toEqual(['ConfigInvalid', '']);
  });

  it('does not do without TLS where the server offers none', async () => {
    speaksTls = false;

    expect([await connect('127.0.0.1', read('ca.pem')), heard]).toEqual(['ConfigInvalid', '']);
  });

  it('is asked for by whoever only looks whether the database answers, too', async () => {
    const secret = { host: 'localhost', port, dbname: 'shop', username: 'reader', password: 'secret' };
    const ping = pingPostgres(secret, { tls: 'verify-full', tlsCa: read('ca.pem') }, 60_000);

    await expect(ping).rejects.toMatchObject({ name: 'ConfigInvalid' });
    expect(heard).toBe('');
  });
});
