import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';
import { SUBSTITUTIONS } from './run-question.ts';

export interface JobTable {
  readonly client: DynamoDBClient;
  readonly name: string;
  close(): Promise<void>;
}

/** A job table with its key and the index of what is open, on a DynamoDB of its own whose files lie in `folder`. */
export async function startJobTable(folder: string): Promise<JobTable> {
  const { url, close } = await startDynamoDb(join(folder, 'dynamodb.sqlite'), 0);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint: url, region: 'us-east-1', credentials });
  const name = String(SUBSTITUTIONS.JobsTable);
  await client.send(
    new CreateTableCommand({
      TableName: name,
      AttributeDefinitions: ['pk', 'sk', 'openKind', 'id'].map((key) => ({
        AttributeName: key,
        AttributeType: 'S',
      })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'open-jobs',
          KeySchema: [
            { AttributeName: 'openKind', KeyType: 'HASH' },
            { AttributeName: 'id', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  return {
    client,
    name,
    async close() {
      client.destroy();
      await close();
    },
  };
}
