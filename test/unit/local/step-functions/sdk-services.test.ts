import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sdkServices } from '../../../../local/step-functions/integrations/sdk-services.ts';
import { startWireServer, type WireServer } from '../../../../local/wire/wire-server.ts';
import type { WireService } from '../../../../local/wire/wire-service.ts';

/** Answers every target alike: its name, and the request it got. */
const mirror: WireService = {
  name: 'mirror',
  accepts: () => true,
  handle: async ({ headers, body }) => {
    const target = headers['x-amz-target'];
    if (target === 'DynamoDB_20120810.GetItem') {
      const __type = 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException';
      return { status: 400, body: JSON.stringify({ __type, message: 'no such table' }) };
    }
    const Entries = [{ EventId: target, ErrorMessage: body.toString() }];
    return { status: 200, body: JSON.stringify({ MessageId: target, FailedEntryCount: 0, Entries }) };
  },
};

let server: WireServer;
beforeEach(async () => {
  server = await startWireServer([mirror], 0);
});
afterEach(() => server.close());

const { signal } = new AbortController();
const options = () => ({
  endpoint: server.url,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});

describe('the service port on SDK clients', () => {
  it('sends an action by its command and gives the answer without metadata', async () => {
    const call = sdkServices({ eventBridge: new EventBridgeClient(options()) });
    const Entry = { Source: 's', DetailType: 't', Detail: '{}' };

    const answer = await call(
      { service: 'events', action: 'putEvents', input: { Entries: [Entry] } },
      signal,
    );

    expect(answer).toEqual({
      FailedEntryCount: 0,
      Entries: [{ EventId: 'AWSEvents.PutEvents', ErrorMessage: JSON.stringify({ Entries: [Entry] }) }],
    });
  });

  it('throws what the service answered by its name', async () => {
    const call = sdkServices({ dynamodb: new DynamoDBClient(options()) });
    const input = { TableName: 't', Key: { id: { S: 'a' } } };

    const answer = call({ service: 'dynamodb', action: 'getItem', input }, signal);

    await expect(answer).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'no such table',
    });
  });

  it('refuses a service whose client was not given', async () => {
    const call = sdkServices({ sqs: new SQSClient(options()) });

    const answer = call({ service: 'events', action: 'putEvents', input: {} }, signal);

    await expect(answer).rejects.toThrow('was given no client for events');
  });
});
