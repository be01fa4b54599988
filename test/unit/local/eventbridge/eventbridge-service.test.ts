import { EventBridgeClient, ListTargetsByRuleCommand, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createEventBuses, type EventBuses } from '../../../../local/eventbridge/bus.ts';
import type { BusEvent } from '../../../../local/eventbridge/event.ts';
import { eventBridgeService } from '../../../../local/eventbridge/eventbridge-service.ts';
import type { LocalRule, LocalTarget } from '../../../../local/template/resources/events.ts';
import { startWireServer, type WireServer } from '../../../../local/wire/wire-server.ts';
import { clientSettings } from '../support/aws-client-settings.ts';
import { until } from '../support/until.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:notify';
const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:events';
const DEAD = 'arn:aws:sqs:us-east-1:000000000000:dead';
const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:batch';

const rule = (name: string, pattern: Record<string, unknown>, ...targets: LocalTarget[]): LocalRule => ({
  name,
  arn: `arn:aws:events:us-east-1:000000000000:rule/${name}`,
  busName: 'inquery',
  pattern,
  targets,
});

let delivered: unknown[];
let failures: unknown[];
let failuresToCome: number;
let buses: EventBuses;
let server: WireServer;
let client: EventBridgeClient;

async function start(...rules: LocalRule[]): Promise<void> {
  buses = createEventBuses({
    busNames: ['inquery'],
    rules,
    targets: {
      invokeLambda: async (arn, input) => {
        if (failuresToCome-- > 0) throw new Error('busy');
        delivered.push([arn, input]);
      },
      sendToQueue: async (arn, body, extras) => {
        delivered.push([arn, body, ...(extras?.MessageAttributes ? [extras.MessageAttributes] : [])]);
      },
      startExecution: async (arn, input) => void delivered.push([arn, input]),
      putOnBus: async () => undefined,
    },
    onFailure: (error) => failures.push(error),
  });
  server = await startWireServer([eventBridgeService(buses)], 0);
  client = new EventBridgeClient(clientSettings(server.url));
}

const answered = (detail: unknown) => ({
  Source: 'inquery',
  DetailType: 'Question Answered',
  Detail: JSON.stringify(detail),
  EventBusName: 'inquery',
});

beforeEach(() => {
  [delivered, failures, failuresToCome] = [[], [], 0];
});

afterEach(async () => {
  client.destroy();
  buses.close();
  await server.close();
});

describe('PutEvents', () => {
  it('delivers an event to the targets of the rules that match it', async () => {
    await start(
      rule(
        'answers',
        { 'detail-type': ['Question Answered'] },
        { Id: 'a', Arn: FUNCTION },
        { Id: 'b', Arn: QUEUE, InputPath: '$.detail.jobId' },
      ),
      rule('refusals', { 'detail-type': ['Question Refused'] }, { Id: 'c', Arn: MACHINE }),
    );

    const result = await client.send(new PutEventsCommand({ Entries: [answered({ jobId: 'J1' })] }));

    expect(result).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] });
    expect(delivered).toEqual([
      [
        FUNCTION,
        expect.objectContaining({
          source: 'inquery',
          detail: { jobId: 'J1' },
          id: result.Entries?.[0]?.EventId,
        }),
      ],
      [QUEUE, 'J1'],
    ]);
  });

  it('transforms the input of a target', async () => {
    await start(
      rule(
        'answers',
        {},
        {
          Id: 'a',
          Arn: MACHINE,
          InputTransformer: {
            InputPathsMap: { job: '$.detail.jobId', rows: '$.detail.rows' },
            InputTemplate:
              '{"id": "job <job>", "job": <job>, "rows": <rows>, "rule": "<aws.events.rule-name>"}',
          },
        },
      ),
    );
    await client.send(new PutEventsCommand({ Entries: [answered({ jobId: 'J"1', rows: [1, 2] })] }));
    expect(delivered).toEqual([[MACHINE, { id: 'job J"1', job: 'J"1', rows: [1, 2], rule: 'answers' }]]);
  });

  it('reports bad entries one by one', async () => {
    await start();

    const result = await client.send(
      new PutEventsCommand({
        Entries: [
          answered({}),
          { ...answered({}), Detail: 'no json' },
          { ...answered({}), Source: 'aws.s3' },
          { ...answered({}), DetailType: '' },
        ],
      }),
    );

    expect(result.FailedEntryCount).toBe(3);
    expect(result.Entries?.map((entry) => entry.ErrorCode)).toEqual([
      undefined,
      'MalformedDetail',
      'NotAuthorizedForSourceException',
      'InvalidArgument',
    ]);
  });

  it('refuses more than ten entries and more than 1 MB', async () => {
    await start();
    const many = new PutEventsCommand({ Entries: Array.from({ length: 11 }, () => answered({})) });
    const large = new PutEventsCommand({ Entries: [answered({ text: 'x'.repeat(1_100_000) })] });
    await expect(client.send(many)).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(client.send(large)).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('a target that fails', () => {
  it('is tried again', async () => {
    await start(rule('answers', {}, { Id: 'a', Arn: FUNCTION }));
    failuresToCome = 2;
    await client.send(new PutEventsCommand({ Entries: [answered({})] }));
    await until(() => delivered.length > 0);
    expect(delivered).toHaveLength(1);
  });

  it('leaves the event in its dead-letter queue when its retries are used up', async () => {
    const target = {
      Id: 'a',
      Arn: FUNCTION,
      DeadLetterConfig: { Arn: DEAD },
      RetryPolicy: { MaximumRetryAttempts: 1 },
    };
    await start(rule('answers', {}, target));
    failuresToCome = 10;
    await client.send(new PutEventsCommand({ Entries: [answered({ jobId: 'J1' })] }));
    await until(() => delivered.length > 0);
    const text = (StringValue: string) => ({ DataType: 'String', StringValue });
    const attributes = {
      RULE_ARN: text('arn:aws:events:us-east-1:000000000000:rule/inquery/answers'),
      TARGET_ARN: text(FUNCTION),
      ERROR_MESSAGE: text('busy'),
    };
    expect(delivered).toEqual([[DEAD, expect.stringContaining('"jobId":"J1"'), attributes]]);
  });

  it('without a dead-letter queue is reported', async () => {
    await start(rule('answers', {}, { Id: 'a', Arn: FUNCTION, RetryPolicy: { MaximumRetryAttempts: 0 } }));
    failuresToCome = 10;
    await client.send(new PutEventsCommand({ Entries: [answered({})] }));
    await until(() => failures.length > 0);
    expect(failures).toEqual([expect.objectContaining({ message: expect.stringContaining(FUNCTION) })]);
  });
});

describe('ListTargetsByRule', () => {
  it('tells what the targets of a rule of a bus are, and of no other', async () => {
    const target = { Id: 'a', Arn: FUNCTION, Input: '{"all":true}' };
    await start(rule('answers', {}, target));
    const list = (Rule: string, EventBusName?: string) =>
      client.send(new ListTargetsByRuleCommand({ Rule, EventBusName }));

    expect((await list('answers', 'inquery')).Targets).toEqual([target]);
    await expect(list('answers')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('EventBridge', () => {
  it('refuses a request that it cannot read, which nobody repeats', async () => {
    await start();
    const ask = async (operation: string, body: object) => {
      const answer = await fetch(server.url, {
        method: 'POST',
        headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSEvents.${operation}` },
        body: JSON.stringify(body),
      });
      return [answer.status, Object(await answer.json()).__type];
    };
    expect([await ask('ListTargetsByRule', {}), await ask('PutEvents', {})]).toEqual([
      [400, 'ValidationException'],
      [400, 'ValidationException'],
    ]);
  });
});

describe('the buses', () => {
  it('show every event to a listener', async () => {
    await start();
    const seen: [BusEvent, string][] = [];
    const stop = buses.onEvent((event, bus) => seen.push([event, bus]));
    buses.publish('default', { source: 'aws.states', detailType: 'Status', detail: { status: 'FAILED' } });
    stop();
    buses.publish('default', { source: 'aws.states', detailType: 'Status', detail: {} });
    expect(seen).toEqual([
      [expect.objectContaining({ detail: { status: 'FAILED' }, account: '000000000000' }), 'default'],
    ]);
  });

  it('refuse a rule with a target they do not know', () => {
    const topic = rule('a', {}, { Id: 'a', Arn: 'arn:aws:sns:us-east-1:000000000000:topic' });
    const { targets, ...options } = {
      busNames: ['inquery'],
      rules: [topic],
      targets: Object(null),
      onFailure: () => undefined,
    };
    expect(() => createEventBuses({ ...options, targets })).toThrow('arn:aws:sns');
  });
});
