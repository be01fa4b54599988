import type { IncomingMessage } from 'node:http';
import { type ListeningServer, listen } from '../wire/listen.ts';
import { openDynalite } from './open-dynalite.ts';

/** DynamoDB on one loopback port, its tables in a file. Writes survive a killed process (not a power cut). */
export async function startDynamoDb(file: string, port: number): Promise<ListeningServer> {
  const { server, closeFile } = await openDynalite(file);
  server.prependListener('request', tolerateAbortedRequest);
  const { url, close } = await listen(server, port);
  return { url, close: () => close().finally(closeFile) };
}

/** dynalite throws when a client goes away in the middle of a request, which would end the whole stack. */
function tolerateAbortedRequest(request: IncomingMessage): void {
  const listen = request.on.bind(request);
  request.on('error', () => undefined);
  Object.defineProperty(request, 'on', {
    value: (event: string, listener: () => void) => (event === 'error' ? request : listen(event, listener)),
  });
}
