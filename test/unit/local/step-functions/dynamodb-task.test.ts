import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../../local/step-functions/clock.ts';
import { sdkServices } from '../../../../local/step-functions/integrations/sdk-services.ts';
import { runDefinition } from '../../../../local/step-functions/run-definition.ts';
import { machine } from './cases/language-case.ts';

// The package brings no types.
const dynalite: (options: { createTableMs: number }) => Server = createRequire(import.meta.url)('dynalite');
const server = dynalite({ createTableMs: 0 });
let client: DynamoDBClient;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server listening on TCP has an AddressInfo.
  const { port } = server.address() as AddressInfo;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  client = new DynamoDBClient({ endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', credentials });
  await client.send(
    new CreateTableCommand({
      TableName: 'jobs',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  const status = async () =>
    (await client.send(new DescribeTableCommand({ TableName: 'jobs' }))).Table?.TableStatus;
  while ((await status()) !== 'ACTIVE') await new Promise((resolve) => setTimeout(resolve, 5));
});

afterAll(async () => {
  client.destroy();
  await new Promise((resolve) => server.close(resolve));
});

const write = {
  Type: 'Task',
  Resource: 'arn:aws:states:::dynamodb:putItem',
  Arguments: {
    TableName: 'jobs',
    Item: { id: { S: '{% $states.input.id %}' }, version: { N: '{% $string($states.input.version) %}' } },
    ConditionExpression: 'attribute_not_exists(id)',
  },
  Output: '{% $states.input %}',
};
const taken = [{ ErrorEquals: ['DynamoDB.ConditionalCheckFailedException'], Next: 'Read' }];

describe('DynamoDB tasks on a real table', () => {
  it('write conditionally, catch the failed condition by its name, and read', async () => {
    const definition = machine({
      Write: { ...write, Next: 'WriteAgain' },
      WriteAgain: { ...write, Catch: taken, End: true },
      Read: {
        Type: 'Task',
        Resource: 'arn:aws:states:::dynamodb:getItem',
        Arguments: { TableName: 'jobs', Key: { id: { S: 'a' } }, ConsistentRead: true },
        End: true,
      },
    });
    const integrations = { callService: sdkServices({ dynamodb: client }) };

    const { status, output } = await runDefinition(definition, { id: 'a', version: 1 }, integrations, {
      clock: systemClock,
    });

    expect({ status, output }).toEqual({
      status: 'SUCCEEDED',
      output: { Item: { id: { S: 'a' }, version: { N: '1' } } },
    });
  });
});
