import type { ListeningServer } from '../wire/listen.ts';
import { startWireServer } from '../wire/wire-server.ts';
import { type CallDynamoDb, copying } from './call-dynalite.ts';
import { dynamodbService } from './dynamodb-service.ts';
import { openDynalite } from './open-dynalite.ts';

export interface LocalDynamoDb extends ListeningServer {
  /** Calls it from within this process. */
  readonly call: CallDynamoDb;
}

/** DynamoDB on one loopback port, its tables in a file. Writes survive a killed process (not a power cut). */
export async function startDynamoDb(file: string, port: number): Promise<LocalDynamoDb> {
  const { call, closeFile } = openDynalite(file);
  const { url, close } = await startWireServer([dynamodbService(call)], port);
  return { url, call: copying(call), close: () => close().finally(closeFile) };
}
