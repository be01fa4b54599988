import { connect } from 'node:net';
import { join } from 'node:path';
import {
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it, jest } from '@jest/globals';
import { createTables } from '../../../../local/dynamodb/create-tables.ts';
import { EntryFile } from '../../../../local/dynamodb/entry-file.ts';
import { startDynamoDb } from '../../../../local/dynamodb/start-dynamodb.ts';
import { watchDisk } from '../../../support/full-disk.ts';
import { clientSettings } from '../support/aws-client-settings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ownedTable } from './support/owned-table.ts';

const table = ownedTable('Jobs');

async function withTables<Result>(
  dir: string,
  run: (client: DynamoDBClient, url: string) => Promise<Result>,
  tables = [table],
) {
  const server = await startDynamoDb(join(dir, 'tables.sqlite'), 0);
  const client = new DynamoDBClient(clientSettings(server.url));
  try {
    await createTables(client, tables);
    return await run(client, server.url);
  } finally {
    client.destroy();
    await server.close();
  }
}

describe('DynamoDB', () => {
  it('answers 500 for the write that has no room on the disk, and takes it with room again', async () => {
    const dir = await temporaryFolder();
    const disk = watchDisk(dir);
    await withTables(dir, async (_, url) => {
      disk.release();
      const once = new DynamoDBClient({ ...clientSettings(url), maxAttempts: 1 });
      const Item = { pk: { S: 'J1' }, note: { S: 'x'.repeat(100_000) } };
      const put = () => once.send(new PutItemCommand({ TableName: 'Jobs', Item }));
      disk.turn(true);
      await expect(put()).rejects.toMatchObject({
        name: 'InternalServerError',
        $metadata: expect.objectContaining({ httpStatusCode: 500 }),
      });
      disk.turn(false);
      await put();
      const { Item: found } = await once.send(
        new GetItemCommand({ TableName: 'Jobs', Key: { pk: { S: 'J1' } } }),
      );
      expect(found).toEqual(Item);
      once.destroy();
    });
  });

  it('lists its tables without reading what is in them', async () => {
    const { keys } = EntryFile.prototype;
    const read: string[] = [];
    const watched = jest.spyOn(EntryFile.prototype, 'keys').mockImplementation(function* (
      this: EntryFile,
      range,
    ) {
      for (const key of keys.call(this, range)) {
        read.push(key);
        yield key;
      }
    });
    const names = await withTables(
      await temporaryFolder(),
      async (client) => {
        await client.send(new PutItemCommand({ TableName: 'Jobs', Item: { pk: { S: 'J1' } } }));
        read.length = 0;
        return (await client.send(new ListTablesCommand({}))).TableNames;
      },
      [table, ownedTable('Jobs-2')],
    );
    watched.mockRestore();

    expect(names).toEqual(['Jobs', 'Jobs-2']);
    expect(read).toEqual(['table~Jobs', 'table~Jobs-2']);
  });

  it('keeps items, and its indexes, over a restart', async () => {
    const dir = await temporaryFolder();
    await withTables(dir, (client) =>
      client.send(new PutItemCommand({ TableName: 'Jobs', Item: { pk: { S: 'J1' }, owner: { S: 'ann' } } })),
    );

    const [item, found] = await withTables(dir, (client) =>
      Promise.all([
        client.send(new GetItemCommand({ TableName: 'Jobs', Key: { pk: { S: 'J1' } } })),
        client.send(
          new QueryCommand({
            TableName: 'Jobs',
            IndexName: 'by-owner',
            KeyConditionExpression: '#o = :o',
            ExpressionAttributeNames: { '#o': 'owner' },
            ExpressionAttributeValues: { ':o': { S: 'ann' } },
          }),
        ),
      ]),
    );

    expect([item.Item, found.Items]).toEqual([
      { pk: { S: 'J1' }, owner: { S: 'ann' } },
      [{ pk: { S: 'J1' }, owner: { S: 'ann' } }],
    ]);
  });

  it('lives on when a client goes away in the middle of a request', async () => {
    const server = await startDynamoDb(join(await temporaryFolder(), 'tables.sqlite'), 0);
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    await new Promise<void>((resolve) => {
      socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{', () => resolve());
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.resetAndDestroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { headers, status } = await fetch(server.url, {
      method: 'POST',
      headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables' },
      body: '{}',
    });
    await server.close();
    expect([status, headers.get('content-type')]).toEqual([200, 'application/x-amz-json-1.1']);
  });

  it('refuses what comes after it was closed', async () => {
    const dir = await temporaryFolder();
    const server = await startDynamoDb(join(dir, 'tables.sqlite'), 0);
    const client = new DynamoDBClient(clientSettings(server.url));
    await createTables(client, [table]);
    client.destroy();
    await server.close();

    const put = server.call('putItem', { TableName: 'Jobs', Item: { pk: { S: 'J1' } } });

    await expect(put).rejects.toThrow('closed');
  });

  it('refuses a table whose indexes changed since it was made', async () => {
    const dir = await temporaryFolder();
    await withTables(dir, async () => undefined);
    const changed = withTables(dir, async () => undefined, [{ ...table, GlobalSecondaryIndexes: [] }]);
    await expect(changed).rejects.toThrow('npm run reset');
  });
});
