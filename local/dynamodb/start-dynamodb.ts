import type { IncomingMessage } from 'node:http';
import { type ListeningServer, listen } from '../wire/listen.ts';
import type { CallDynamoDb } from './call-dynalite.ts';
import { openDynalite } from './open-dynalite.ts';

export interface LocalDynamoDb extends ListeningServer {
  /** Calls it from within this process. */
  readonly call: CallDynamoDb;
}

/** DynamoDB on one loopback port, its tables in a file. Writes survive a killed process (not a power cut). */
export async function startDynamoDb(file: string, port: number): Promise<LocalDynamoDb> {
  const { server, call, closeFile } = await openDynalite(file);
  server.prependListener('request', tolerateAbortedRequest);
  const { url, close } = await listen(server, port);
  return { url, call, close: () => close().finally(closeFile) };
}

/** dynalite throws when a client goes away in the middle of a request, which would end the whole stack. */
function tolerateAbortedRequest(request: IncomingMessage): void {
  const listen = request.on.bind(request);
  request.on('error', () => undefined);
  Object.defineProperty(request, 'on', {
    value: (event: string, listener: () => void) => (event === 'error' ? request : listen(event, listener)),
  });
}
