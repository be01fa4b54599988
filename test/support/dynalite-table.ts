import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { newDynamodbClient } from '../../shared/platform/aws-clients.ts';
import { useAwsEndpoint } from './aws-environment.ts';

/** It is CommonJS and brings no types. */
const dynalite: (options: { createTableMs: number }) => Server = createRequire(import.meta.url)('dynalite');

export interface TestTable {
  readonly client: DynamoDBClient;
  readonly table: string;
  stop(): Promise<void>;
}

const TABLE = 'jobs';

/** Name of each index → what it groups by, as the template has them: keys only, ordered by id. */
const INDEXES = {
  'by-principal': 'principalKey',
  'by-conversation': 'conversationKey',
  'open-jobs': 'openKind',
};

/** The jobs table in a real DynamoDB of this process, in memory. */
export async function startTestTable(): Promise<TestTable> {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // A TCP server that listens has an AddressInfo, never a pipe name.
  const { port } = server.address() as AddressInfo;
  useAwsEndpoint(`http://127.0.0.1:${port}`, 'DYNAMODB');
  const client = newDynamodbClient();
  await client.send(createTable());
  return {
    client,
    table: TABLE,
    stop: () => {
      client.destroy();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

function createTable(): CreateTableCommand {
  const names = ['pk', 'sk', 'id', ...Object.values(INDEXES)];
  return new CreateTableCommand({
    TableName: TABLE,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: names.map((name) => ({ AttributeName: name, AttributeType: 'S' as const })),
    KeySchema: keys('pk', 'sk'),
    GlobalSecondaryIndexes: Object.entries(INDEXES).map(([index, key]) => ({
      IndexName: index,
      KeySchema: keys(key, 'id'),
      Projection: { ProjectionType: 'KEYS_ONLY' as const },
    })),
  });
}

function keys(partition: string, sort: string) {
  return [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ];
}
