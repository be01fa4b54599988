import { connect, isIP, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import type pg from 'pg';
import * as z from 'zod';

/** Numbers of PostgreSQL's protocol ("Message Formats": SSLRequest, CancelRequest). */
const SSL_REQUEST = 80_877_103;
const CANCEL_REQUEST = 80_877_102;
const GIVE_UP_MS = 1_000;

export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  readonly ssl: ConnectionOptions | false;
}

/** What the server gave the connection to cancel its query with; the driver's types leave it out. */
const CancelKey = z.object({ processID: z.number(), secretKey: z.number() });

/**
 * Asks the server to end what this connection runs. Without it a query whose reader has gone works on until it next
 * sends something. The server never answers: returns once it has hung up, or after a second.
 */
export async function cancelQuery(client: pg.PoolClient, server: ServerAddress): Promise<void> {
  const key = CancelKey.safeParse(client);
  if (!key.success) return;
  const socket = connect({ host: server.host, port: server.port });
  const hungUp = new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
    socket.on('error', () => resolve());
    socket.setTimeout(GIVE_UP_MS, () => socket.destroy());
  });
  socket.once('connect', () => {
    if (server.ssl) sendEncrypted(socket, server.host, server.ssl, cancelRequest(key.data));
    else socket.write(cancelRequest(key.data));
  });
  await hungUp;
}

/** The key would open the way for others to cancel: it goes over TLS where the connection does. */
function sendEncrypted(socket: Socket, host: string, ssl: ConnectionOptions, request: Buffer): void {
  socket.write(integers(8, SSL_REQUEST));
  socket.once('data', (answer) => {
    if (answer.toString() !== 'S') return socket.destroy();
    const secure = connectTls({ ...ssl, socket, host, ...(isIP(host) === 0 && { servername: host }) });
    secure.on('error', () => socket.destroy());
    secure.once('secureConnect', () => secure.write(request));
  });
}

function cancelRequest({ processID, secretKey }: z.infer<typeof CancelKey>): Buffer {
  return integers(16, CANCEL_REQUEST, processID, secretKey);
}

function integers(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => {
    bytes.writeInt32BE(value | 0, 4 * index);
  });
  return bytes;
}
