import {
  DynamoDBClient,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { dynamodbService } from '../../../../local/dynamodb/dynamodb-service.ts';
import { WireError } from '../../../../local/wire/json-service.ts';
import { startWireServer, type WireServer } from '../../../../local/wire/wire-server.ts';
import { repeatingConflicts } from '../../../../shared/platform/dynamodb-conflicts.ts';
import { clientSettings } from '../../local/support/aws-client-settings.ts';

let server: WireServer;
let client: DynamoDBClient;
/** What each call is answered, until there is nothing left and calls succeed. */
let errors: WireError[];
let tokens: unknown[];

beforeAll(async () => {
  const call = async (_action: string, input: unknown) => {
    tokens.push(Object(input).ClientRequestToken);
    const error = errors.shift();
    if (error) throw error;
    return {};
  };
  server = await startWireServer([dynamodbService(call)], 0);
  client = repeatingConflicts(new DynamoDBClient({ ...clientSettings(server.url), maxAttempts: 3 }));
});

beforeEach(() => {
  errors = [];
  tokens = [];
});

afterAll(async () => {
  client.destroy();
  await server.close();
});

const cancelled = (...codes: string[]) =>
  new WireError('TransactionCanceledException', 'Cancelled', 400, {
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
const transact = () => client.send(new TransactWriteItemsCommand({ TransactItems: [] }));

it('a transaction that met another write, or was throttled, is repeated under its token', async () => {
  errors = [cancelled('None', 'TransactionConflict'), cancelled('ThrottlingError', 'None')];

  await transact();

  expect(tokens).toHaveLength(3);
  expect(tokens[0]).toEqual(expect.any(String));
  expect(new Set(tokens).size).toBe(1);
});

it('a transaction whose condition does not hold is not repeated', async () => {
  errors = [cancelled('ConditionalCheckFailed', 'TransactionConflict')];

  await expect(transact()).rejects.toMatchObject({ name: 'TransactionCanceledException' });

  expect(tokens).toHaveLength(1);
});

it('a write that meets a transaction is repeated, as often as any other fault', async () => {
  const conflict = () => new WireError('TransactionConflictException', 'Transaction is ongoing for the item');
  const key = { TableName: 't', Key: { pk: { S: 'a' } } };
  errors = [conflict()];
  await client.send(new UpdateItemCommand(key));
  errors = [conflict(), conflict(), conflict()];

  const given = client.send(new UpdateItemCommand(key));

  await expect(given).rejects.toMatchObject({ name: 'TransactionConflictException' });
  expect(tokens).toHaveLength(5);
});

it('a write whose condition does not hold is not repeated', async () => {
  errors = [new WireError('ConditionalCheckFailedException', 'The conditional request failed')];

  const put = client.send(new PutItemCommand({ TableName: 't', Item: { pk: { S: 'a' } } }));

  await expect(put).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
  expect(tokens).toHaveLength(1);
});
