import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createTables } from '../../../../local/dynamodb/create-tables.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../../../local/dynamodb/start-dynamodb.ts';
import { clientSettings } from '../support/aws-client-settings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ownedTable } from './support/owned-table.ts';

const TABLES = [ownedTable('Jobs'), ownedTable('Days')];
const PROGRAM = fileURLToPath(new URL('./support/tables-process.ts', import.meta.url));
const NEVER = 'attribute_exists(nowhere)';

let file: string;
let server: LocalDynamoDb;
let client: DynamoDBClient;
let items = 0;

async function open() {
  server = await startDynamoDb(file, 0);
  client = new DynamoDBClient(clientSettings(server.url));
  await createTables(client, TABLES);
}

async function close() {
  client.destroy();
  await server.close();
}

beforeAll(async () => {
  file = join(await temporaryFolder(), 'tables.sqlite');
  await open();
});

afterAll(close);

const newId = () => `item ${++items}`;
const at = (id: string, TableName = 'Jobs') => ({ TableName, Key: { pk: { S: id } } });
const put = (id: string, more = {}): TransactWriteItem => ({
  Put: { TableName: 'Jobs', Item: { pk: { S: id }, owner: { S: id } }, ...more },
});
const adding = (id: string, by = '1') => ({
  ...at(id, 'Days'),
  UpdateExpression: 'ADD questions :by',
  ExpressionAttributeValues: { ':by': { N: by } },
});
const add = (id: string, by = '1', more = {}): TransactWriteItem => ({
  Update: { ...adding(id, by), ...more },
});
const send = (TransactItems: TransactWriteItem[], ClientRequestToken?: string) =>
  client.send(new TransactWriteItemsCommand({ TransactItems, ClientRequestToken }));
const read = async (id: string, name = 'Jobs') => (await client.send(new GetItemCommand(at(id, name)))).Item;
const countAt = async (id: string) => Number((await read(id, 'Days'))?.questions?.N ?? 0);
const ownedBy = async (owner: string) => {
  const query = new QueryCommand({
    ...{ TableName: 'Jobs', IndexName: 'by-owner', KeyConditionExpression: '#o = :o' },
    ...{ ExpressionAttributeNames: { '#o': 'owner' }, ExpressionAttributeValues: { ':o': { S: owner } } },
  });
  return (await client.send(query)).Items;
};

describe('a transaction', () => {
  it('puts, changes, deletes and checks items of several tables, and their index entries', async () => {
    const [made, gone, day] = [newId(), newId(), newId()];
    await send([put(gone)]);

    await send([
      put(made, { ConditionExpression: 'attribute_not_exists(pk)' }),
      { Delete: { ...at(gone), ConditionExpression: 'attribute_exists(pk)' } },
      add(day, '2'),
      { ConditionCheck: { ...at(newId()), ConditionExpression: 'attribute_not_exists(pk)' } },
    ]);

    expect(await read(made)).toEqual({ pk: { S: made }, owner: { S: made } });
    expect(await ownedBy(made)).toHaveLength(1);
    expect([await read(gone), await ownedBy(gone)]).toEqual([undefined, []]);
    expect(await countAt(day)).toBe(2);
  });

  it('of which one condition fails does nothing, and says which, with its item when asked', async () => {
    const [made, there, day] = [newId(), newId(), newId()];
    await send([put(there)]);
    const once = { ConditionExpression: 'attribute_not_exists(pk)' };

    const refused = send([
      put(made),
      put(there, { ...once, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
      add(day, '1', { ConditionExpression: NEVER }),
    ]);

    await expect(refused).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      message:
        'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, ConditionalCheckFailed]',
      CancellationReasons: [
        { Code: 'None' },
        {
          Code: 'ConditionalCheckFailed',
          Message: 'The conditional request failed',
          Item: { pk: { S: there }, owner: { S: there } },
        },
        { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
      ],
    });
    expect([await read(made), await ownedBy(made), await countAt(day)]).toEqual([undefined, [], 0]);
  });

  it('that cannot be written to one item is cancelled whole', async () => {
    const [made, text] = [newId(), newId()];
    await client.send(
      new PutItemCommand({ TableName: 'Days', Item: { pk: { S: text }, questions: { S: 'x' } } }),
    );

    const refused = send([put(made), add(text), { Delete: { TableName: 'Jobs', Key: { id: { S: 'x' } } } }]);

    await expect(refused).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [
        { Code: 'None' },
        { Code: 'ValidationError', Message: expect.stringContaining('incorrect data type') },
        { Code: 'ValidationError', Message: expect.stringContaining('does not match the schema') },
      ],
    });
    expect(await read(made)).toBeUndefined();
  });

  it.each([
    ['of no items', [], /length greater than or equal to 1/],
    ['of more than 100 items', Array.from({ length: 101 }, () => add(newId())), /less than or equal to 100/],
    ['with two operations on one item', [add('one'), add('one')], /multiple operations on one item/],
    ['with an item of two kinds', [{ ...put('one'), ...add('one') }], /only contain one of/],
    ['with an item of no kind', [{}], /only contain one of/],
    ['with an expression that is none', [add('one', '1', { UpdateExpression: 'ADD' })], /UpdateExpression/],
  ])('%s is refused', async (_what, given, message) => {
    await expect(send(given)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(message),
    });
  });

  it('with a field that is not known is refused', async () => {
    const given = { TransactItems: [add('one', '1', { Expected: {} })] };

    await expect(server.call('transactWriteItems', given)).rejects.toThrow('Expected');
  });

  it('on a table that is not there is refused', async () => {
    await expect(send([{ Delete: at('x', 'None') }])).rejects.toThrow('Requested resource not found');
  });

  it('lets no other write in between its conditions and its changes', async () => {
    const [day, other] = [newId(), newId()];
    await Promise.all([day, other].map((id) => client.send(new UpdateItemCommand(adding(id, '0')))));
    const addIfSeen = async (id: string) => {
      const ExpressionAttributeValues = { ':by': { N: '1' }, ':seen': { N: String(await countAt(id)) } };
      return add(id, '1', { ConditionExpression: 'questions = :seen', ExpressionAttributeValues });
    };
    // Reads both, and adds to both on the condition that nobody else has in between.
    const addToBoth = async (ids: string[]): Promise<void> => {
      const sent = send(await Promise.all(ids.map(addIfSeen)));
      const error = await sent.then(() => undefined).catch((thrown: unknown) => thrown);
      if (error instanceof TransactionCanceledException) return addToBoth(ids);
      if (error) throw error;
    };

    await Promise.all([
      ...Array.from({ length: 8 }, (_, nth) => addToBoth(nth % 2 ? [day, other] : [other, day])),
      ...Array.from({ length: 8 }, () => client.send(new UpdateItemCommand(adding(day)))),
    ]);

    expect([await countAt(day), await countAt(other)]).toEqual([16, 8]);
  });

  it('that is sent again under its token is done once, after a restart too', async () => {
    const day = newId();
    const both = [put(newId(), { ConditionExpression: 'attribute_not_exists(pk)' }), add(day)];

    await Promise.all([send(both, 'token 1'), send(both, 'token 1')]);
    await close();
    await open();
    await send(both, 'token 1');

    expect(await countAt(day)).toBe(1);
    await expect(send([add(day)], 'token 1')).rejects.toThrow(
      expect.objectContaining({ name: 'IdempotentParameterMismatchException' }),
    );
  });

  it('is forgotten with its token after ten minutes', async () => {
    const day = newId();
    const twice = () =>
      server.call('transactWriteItems', { TransactItems: [add(day)], ClientRequestToken: 'token 3' });
    await twice();
    const later = Date.now() + 11 * 60_000;
    const clock = jest.spyOn(Date, 'now').mockReturnValue(later);

    await twice();
    clock.mockRestore();

    expect(await countAt(day)).toBe(2);
  });

  it('that was cancelled may be sent again under its token', async () => {
    const [day, made] = [newId(), newId()];
    const both = [{ ConditionCheck: { ...at(made), ConditionExpression: 'attribute_exists(pk)' } }, add(day)];
    await expect(send(both, 'token 2')).rejects.toThrow('[ConditionalCheckFailed, None]');

    await send([put(made)]);
    await send(both, 'token 2');

    expect(await countAt(day)).toBe(1);
  });
});

describe('a process that is killed', () => {
  it('has made whole transactions, and all that it has answered', async () => {
    const path = join(await temporaryFolder(), 'killed.sqlite');
    const child = spawn(process.execPath, [PROGRAM, path], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const [url] = await once(child.stdout, 'data');
    const killed = new DynamoDBClient({ ...clientSettings(String(url).trim()), maxAttempts: 1 });
    await createTables(killed, TABLES);
    const days = Array.from({ length: 10 }, (_, nth) => `day ${nth}`);
    let answered = 0;
    const goOn = async () => {
      for (;;) {
        await killed.send(new TransactWriteItemsCommand({ TransactItems: days.map((id) => add(id)) }));
        answered += 1;
        if (answered === 50) child.kill('SIGKILL');
      }
    };

    await Promise.allSettled(Array.from({ length: 4 }, goOn));
    killed.destroy();
    const left = await startDynamoDb(path, 0);
    const reader = new DynamoDBClient(clientSettings(left.url));
    const found = await Promise.all(
      days.map(async (id) => (await reader.send(new GetItemCommand(at(id, 'Days')))).Item?.questions?.N),
    );
    reader.destroy();
    await left.close();

    expect(new Set(found).size).toBe(1);
    expect(Number(found[0])).toBeGreaterThanOrEqual(answered);
  });
});
