import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ListeningServer {
  readonly url: string;
  /** Ends open connections too. Safe to call twice. */
  close(): Promise<void>;
}

const KEEP_ALIVE_MS = 60_000;

/** Opens an HTTP server on this machine only; port 0 chooses a free one. Rejects when the port is taken. */
export async function listen(server: Server, port: number): Promise<ListeningServer> {
  server.keepAliveTimeout = KEEP_ALIVE_MS;
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
