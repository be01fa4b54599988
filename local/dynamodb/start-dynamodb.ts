import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDynalite } from './open-dynalite.ts';

export interface LocalDynamoDb {
  readonly url: string;
  close(): Promise<void>;
}

/** DynamoDB on one loopback port, its tables in a file. Writes survive a killed process (not a power cut). */
export async function startDynamoDb(file: string, port: number): Promise<LocalDynamoDb> {
  const { server, closeFile } = await openDynalite(file);
  server.keepAliveTimeout = 60_000;
  server.prependListener('request', tolerateAbortedRequest);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  // A TCP server that listens has an AddressInfo, never a pipe name.
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => {
          closeFile();
          if (error) reject(error);
          else resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** dynalite throws when a client goes away in the middle of a request, which would end the whole stack. */
function tolerateAbortedRequest(request: IncomingMessage): void {
  const listen = request.on.bind(request);
  request.on('error', () => undefined);
  Object.defineProperty(request, 'on', {
    value: (event: string, listener: () => void) => (event === 'error' ? request : listen(event, listener)),
  });
}
