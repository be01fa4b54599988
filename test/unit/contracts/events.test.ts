import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import authorizerRequest from '../../../events/received/authorizer-request.json' with { type: 'json' };
import httpProxy from '../../../events/received/http-proxy.json' with { type: 'json' };
import scheduled from '../../../events/received/scheduled.json' with { type: 'json' };
import statusChange from '../../../events/received/sqs-execution-status-change.json' with { type: 'json' };
import { createEventBuses } from '../../../local/eventbridge/bus.ts';
import { EVENT_SOURCE, ExecutionStatusChange, QUESTION_EVENTS } from '../../../shared/contracts/events.ts';
import { QuestionInput } from '../../../shared/contracts/question-machine.ts';
import { ProxyEvent } from '../../../shared/http/proxy-event.ts';
import { AuthorizerEvent } from '../../../tasks/authorize-request/authorizer-event.ts';
import { checkEvents } from '../../e2e/support/check-events.ts';

function writtenSchema(detailType: string): z.ZodType {
  const name = detailType.toLowerCase().replaceAll(' ', '-');
  const path = new URL(`../../../events/published/${name}.schema.json`, import.meta.url);
  return z.fromJSONSchema(JSON.parse(readFileSync(path, 'utf8')));
}

/** Of a bus without rules. */
const targets = {
  invokeLambda: async () => undefined,
  sendToQueue: async () => undefined,
  startExecution: async () => undefined,
  putOnBus: async () => undefined,
};

const detail = {
  schemaVersion: 1,
  eventId: '01JTCVZ5M0W7Q2N8R4X6Y9K3BD:ANSWERED',
  jobId: '01JTCVZ5M0W7Q2N8R4X6Y9K3BD',
  at: '2026-05-04T10:00:02.000Z',
  status: 'ANSWERED',
  principalId: 'reports',
  source: 'northwind',
  links: { self: '/v1/questions/01JTCVZ5M0W7Q2N8R4X6Y9K3BD' },
};

describe('the schema of an event we publish', () => {
  it.each([...new Set(Object.values(QUESTION_EVENTS))])('takes %s as EventBridge delivers it', (type) => {
    const event = { version: '0', id: 'x', account: '1', source: EVENT_SOURCE, 'detail-type': type, detail };

    expect(writtenSchema(type).safeParse(event).success).toBe(true);
  });

  it('refuses another type, and a detail that says more than it may', () => {
    const schema = writtenSchema('Question Answered');
    const event = { source: EVENT_SOURCE, 'detail-type': 'Question Answered', detail };

    expect(schema.safeParse({ ...event, 'detail-type': 'Question Asked' }).success).toBe(false);
    expect(schema.safeParse({ ...event, detail: { ...detail, rows: [] } }).success).toBe(false);
  });
});

describe('the check of events on the bus', () => {
  it('names each one that is not as published, and lets those of others pass', () => {
    const buses = createEventBuses({ busNames: ['inquery'], rules: [], targets, onFailure: () => undefined });
    const assertAsPublished = checkEvents(buses);
    const put = (detailType: string, more: object = {}, source = EVENT_SOURCE) =>
      buses.publish('inquery', { source, detailType, detail: { ...detail, ...more } });
    put('Question Answered');
    put('Anything', {}, 'another');
    put('Question Failed', { sql: 'SELECT 1' });
    put('Question Asked');

    expect(assertAsPublished).toThrow(/"Question Failed": .*sql[\s\S]*"Question Asked" has no schema/);
    expect(assertAsPublished).not.toThrow(/Question Answered|Anything/);
  });
});

describe('the sample of an event we receive', () => {
  it.each([
    ['HTTP proxy', ProxyEvent, httpProxy],
    ['authoriser', AuthorizerEvent, authorizerRequest],
  ])('for %s is what its handler reads', (_name, schema, sample) => {
    expect(schema.safeParse(sample).success).toBe(true);
  });

  it('for the finaliser carries an execution’s end, and the input of ours in it', () => {
    const [record] = statusChange.Records;

    const change = ExecutionStatusChange.parse(JSON.parse(record?.body ?? ''));

    expect(change.detail.status).toBe('TIMED_OUT');
    expect(QuestionInput.safeParse(JSON.parse(change.detail.input ?? '')).success).toBe(true);
  });

  it('for the sweeper is a tick of EventBridge', () => {
    expect(scheduled).toMatchObject({ source: 'aws.events', 'detail-type': 'Scheduled Event' });
  });
});
