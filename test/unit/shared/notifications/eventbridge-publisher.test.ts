import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createEventBridgePublisher,
  type Publish,
} from '../../../../shared/notifications/eventbridge-publisher.ts';
import { newEventBridgeClient } from '../../../../shared/platform/aws-clients.ts';
import { useAwsEndpoint } from '../../../support/aws-environment.ts';
import {
  type ScriptedReply,
  type ScriptedServer,
  startScriptedServer,
} from '../../../support/scripted-server.ts';

describe('createEventBridgePublisher', () => {
  let server: ScriptedServer;
  let reply: ScriptedReply;
  let publish: Publish;

  beforeEach(async () => {
    reply = { body: { FailedEntryCount: 0, Entries: [{ EventId: '1' }] } };
    server = await startScriptedServer(() => reply);
    useAwsEndpoint(server.url, 'EVENTBRIDGE');
    publish = createEventBridgePublisher({ client: newEventBridgeClient(), bus: 'inquery-bus' });
  });

  afterEach(() => server.close());

  it('puts the event on the bus in our name', async () => {
    await publish({ detailType: 'Question Failed', detail: { jobId: 'x' } });

    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
      Entries: [
        {
          EventBusName: 'inquery-bus',
          Source: 'inquery',
          DetailType: 'Question Failed',
          Detail: '{"jobId":"x"}',
        },
      ],
    });
  });

  it('throws when the bus takes the call but not the event', async () => {
    reply = { body: { FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure' }] } };

    await expect(publish({ detailType: 'Question Failed', detail: {} })).rejects.toThrow('InternalFailure');
  });

  it('throws when the bus refuses the call', async () => {
    reply = { status: 400, body: { __type: 'ValidationException', message: 'no' } };

    await expect(publish({ detailType: 'Question Failed', detail: {} })).rejects.toThrow('no');
  });
});
