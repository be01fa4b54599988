import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { pingPostgres } from '../../../../shared/engines/postgres-ping.ts';

describe('pingPostgres', () => {
  it('gives up on a server that takes the connection and says nothing, and closes the connection', async () => {
    const server = createServer((socket) => socket.on('error', () => undefined).resume());
    const connected = once(server, 'connection');
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // A TCP server that listens has an AddressInfo, never a pipe name.
    const { port } = server.address() as AddressInfo;

    const secret = { host: '127.0.0.1', port, dbname: 'shop', username: 'reader', password: 'pw' };
    const ping = pingPostgres(secret, { tls: 'disable' }, 50);

    await expect(ping).rejects.toMatchObject({ name: 'DatabaseUnavailable' });
    const [socket] = await connected;
    if (!socket.closed) await once(socket, 'close');
    await new Promise((resolve) => server.close(resolve));
  });
});
