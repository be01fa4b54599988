import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ListTablesCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import type { LocalTable } from '../template/resources/tables.ts';

/** Creates the tables that are not there yet; one whose keys or indexes changed is refused. */
export async function createTables(client: DynamoDBClient, tables: readonly LocalTable[]): Promise<void> {
  const { TableNames: existing = [] } = await client.send(new ListTablesCommand());
  for (const table of tables) {
    if (existing.includes(table.name)) await checkUnchanged(client, table);
    else await createTable(client, table);
  }
}

async function createTable(client: DynamoDBClient, table: LocalTable): Promise<void> {
  const { name, timeToLive: _, ...definition } = table;
  const input: CreateTableCommandInput = { TableName: name, BillingMode: 'PAY_PER_REQUEST', ...definition };
  await client.send(new CreateTableCommand(input));
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 0.01, maxDelay: 0.1 }, { TableName: name });
}

async function checkUnchanged(client: DynamoDBClient, table: LocalTable): Promise<void> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table.name }));
  const stored = (Table?.GlobalSecondaryIndexes ?? []).map((index) => index.IndexName).sort();
  const wanted = (table.GlobalSecondaryIndexes ?? []).map((index) => index.IndexName).sort();
  const sameKeys = JSON.stringify(Table?.KeySchema) === JSON.stringify(table.KeySchema);
  if (!sameKeys || JSON.stringify(stored) !== JSON.stringify(wanted)) {
    throw new Error(
      `The keys or indexes of table ${table.name} changed: clear the local stack with npm run reset`,
    );
  }
}
