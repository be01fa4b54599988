import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startDynamoDb } from '../../local/dynamodb/start-dynamodb.ts';

export interface TemporaryJobsTable {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly url: string;
  close(): Promise<void>;
}

const INDEXES = {
  'by-principal': 'principalKey',
  'by-conversation': 'conversationKey',
  'open-jobs': 'openKind',
};
const text = (name: string) => ({ AttributeName: name, AttributeType: 'S' as const });
const keys = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' as const },
  { AttributeName: sort, KeyType: 'RANGE' as const },
];

/** The jobs table, keys and indexes as deployed, in a DynamoDB of its own. */
export async function createTemporaryJobsTable(): Promise<TemporaryJobsTable> {
  const folder = mkdtempSync(join(tmpdir(), 'jobs-table-'));
  const server = await startDynamoDb(join(folder, 'jobs.sqlite'), 0);
  const client = new DynamoDBClient({
    endpoint: server.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  await client.send(
    new CreateTableCommand({
      TableName: 'jobs',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'id', ...Object.values(INDEXES)].map(text),
      KeySchema: keys('pk', 'sk'),
      GlobalSecondaryIndexes: Object.entries(INDEXES).map(([IndexName, partition]) => ({
        IndexName,
        KeySchema: keys(partition, 'id'),
        Projection: { ProjectionType: 'KEYS_ONLY' as const },
      })),
    }),
  );
  return {
    client,
    table: 'jobs',
    url: server.url,
    close: async () => {
      client.destroy();
      await server.close();
      rmSync(folder, { recursive: true });
    },
  };
}
