import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from '@jest/globals';
import { createTables } from '../../../../local/dynamodb/create-tables.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../../../local/dynamodb/start-dynamodb.ts';
import { clientSettings } from '../support/aws-client-settings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const table = {
  name: 'Jobs',
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' as const }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' as const }],
};
const key = { TableName: 'Jobs', Key: { pk: { S: 'J1' } } };
const increment = {
  ...key,
  UpdateExpression: 'ADD version :one',
  ExpressionAttributeValues: { ':one': { N: '1' } },
  ReturnValues: 'UPDATED_NEW' as const,
};

async function withTable<Result>(run: (client: DynamoDBClient, server: LocalDynamoDb) => Promise<Result>) {
  const server = await startDynamoDb(join(await temporaryFolder(), 'tables.sqlite'), 0);
  const client = new DynamoDBClient(clientSettings(server.url));
  try {
    await createTables(client, [table]);
    return await run(client, server);
  } finally {
    client.destroy();
    await server.close();
  }
}

describe('a call of DynamoDB within the process', () => {
  it('reads and writes the items that callers over the wire do', async () => {
    const [first, second, read] = await withTable(async (client, { call }) => [
      (await client.send(new UpdateItemCommand(increment))).Attributes,
      await call('updateItem', increment),
      (await client.send(new GetItemCommand(key))).Item,
    ]);

    expect([first, second, read]).toEqual([
      { version: { N: '1' } },
      { Attributes: { version: { N: '2' } } },
      { pk: { S: 'J1' }, version: { N: '2' } },
    ]);
  });

  it.each([
    ['a condition that does not hold', { ConditionExpression: 'attribute_exists(pk)' }],
    ['a table that is not there', { TableName: 'Jobs2' }],
    ['an expression that is none', { UpdateExpression: 'ADD' }],
    ['a value of no type', { ExpressionAttributeValues: { ':one': {} } }],
  ])('fails for %s by the name and message that callers over the wire see', async (_what, change) => {
    const input = { ...increment, ...change };

    const [wire, here] = await withTable(async (client, { call }) => [
      // An input that is wrong on purpose has not the type of a right one.
      await client.send(new UpdateItemCommand(input as typeof increment)).catch((error: Error) => error),
      await call('updateItem', input).catch((error: Error) => error),
    ]);

    expect(here).toBeInstanceOf(Error);
    expect(here).toMatchObject({ name: Object(wire).name, message: Object(wire).message });
  });
});
