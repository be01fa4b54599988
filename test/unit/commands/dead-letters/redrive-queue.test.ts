import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { redriveQueue } from '../../../../commands/dead-letters/redrive-queue.ts';
import { sampleExport } from '../../../support/sample-export.ts';
import { type ScriptedServer, startScriptedServer } from '../../../support/scripted-server.ts';
import { clientSettings } from '../../local/support/aws-client-settings.ts';

const ID = '01JG0000000000000000000000';
const PLACE = 'eu-west-1:123456789012';
const text = (StringValue: string) => ({ DataType: 'String', StringValue });
const FIRING = {
  Body: '{}',
  MessageAttributes: {
    SCHEDULE_ARN: text(`arn:aws:scheduler:${PLACE}:schedule/inquery-two/${ID}`),
    SCHEDULED_TIME: text('2026-03-30T06:00:00Z'),
  },
};
const letterOfExport = (executionArn?: string) => ({
  Body: JSON.stringify({
    ...{ export: sampleExport().asked, sql: 'SELECT 1', sha256: 'a'.repeat(64), estimatedRows: 1 },
    executionArn,
  }),
});

let server: ScriptedServer;
let letter: object;
let isDeletable: boolean;

/** SQS with the one letter, and Step Functions that starts all it is asked to. */
beforeAll(async () => {
  server = await startScriptedServer(({ headers }) => {
    const action = String(headers['x-amz-target']).split('.').at(-1);
    if (action === 'ReceiveMessage')
      return { body: { Messages: [{ MessageId: 'm1', ReceiptHandle: 'r1', ...letter }] } };
    if (action === 'DeleteMessage' && !isDeletable)
      return { status: 400, body: { __type: 'AccessDenied', message: 'Not you.' } };
    return { body: action === 'StartExecution' ? { executionArn: 'arn', startDate: 1 } : {} };
  });
});
beforeEach(() => {
  server.requests.length = 0;
  isDeletable = true;
});
afterAll(() => server.close());

const bodiesOf = (action: string) =>
  server.requests
    .filter(({ headers }) => String(headers['x-amz-target']).endsWith(`.${action}`))
    .map(({ body }) => JSON.parse(body));

function redrive(): Promise<string[]> {
  const settings = clientSettings(server.url);
  const clients = {
    sqs: new SQSClient({ ...settings, md5: false }),
    stepFunctions: new SFNClient(settings),
    lambda: new LambdaClient(settings),
    eventBridge: new EventBridgeClient(settings),
  };
  const queue = { name: 'letters', url: `${server.url}/1/letters`, messages: 1, sourceUrl: undefined };
  return redriveQueue(clients, queue, [queue], undefined);
}

it.each([
  ['a firing, by the group of its schedule', FIRING, 'inquery-two-schedule'],
  [
    'an export, by the execution it came from',
    letterOfExport(`arn:aws:states:${PLACE}:execution:inquery-two-export:${ID}`),
    'inquery-two-export',
  ],
])('starts the machine of its own deployment for %s', async (_, given, machine) => {
  letter = given;

  await redrive();

  const started = bodiesOf('StartExecution').map(({ stateMachineArn }) => stateMachineArn);
  expect(started).toEqual([`arn:aws:states:${PLACE}:stateMachine:${machine}`]);
  expect(bodiesOf('DeleteMessage')).toMatchObject([{ ReceiptHandle: 'r1' }]);
});

it('leaves an export where it is that does not say what it came from', async () => {
  letter = letterOfExport();

  expect(await redrive()).toEqual([expect.stringMatching(/^m1 {2}stays: .*which state machine/)]);
  expect(bodiesOf('DeleteMessage')).toEqual([]);
});

it('says what was done of a letter that could not be deleted', async () => {
  letter = FIRING;
  isDeletable = false;

  const [line] = await redrive();

  expect(line).toContain(`run of 2026-03-30T06:00:00Z of schedule ${ID}; done, but the letter`);
  expect(bodiesOf('StartExecution')).toHaveLength(1);
});
