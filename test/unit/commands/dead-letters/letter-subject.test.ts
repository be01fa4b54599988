import { describe, expect, it } from '@jest/globals';
import { exportOf, firingOf, lostEventOf } from '../../../../commands/dead-letters/letter-subject.ts';

const ID = '01JG0000000000000000000000';
const text = (StringValue: string) => ({ DataType: 'String', StringValue });
const letterOf = (name: string, time: string) => ({
  // What was asked of the target: not always what we gave as its input.
  Body: '{"StateMachineArn": "arn:…"}',
  MessageAttributes: {
    SCHEDULE_ARN: text(`arn:aws:scheduler:eu-west-1:123456789012:schedule/inquery/${name}`),
    SCHEDULED_TIME: text(time),
  },
});

describe('A dead letter of EventBridge Scheduler', () => {
  it.each(['2026-03-30T06:00:00Z', '2026-03-30T06:00:00.000Z'])(
    'says which run it was, due at %s',
    (time) => {
      const letter = letterOf(ID, time);

      expect(firingOf(letter)).toEqual({
        run: { scheduleId: ID, scheduledAt: '2026-03-30T06:00:00Z' },
        machineArn: 'arn:aws:states:eu-west-1:123456789012:stateMachine:inquery-schedule',
      });
      expect(exportOf(letter)).toBeUndefined();
    },
  );

  it('is of no standing question when its schedule is not named by an id of ours', () => {
    expect(firingOf(letterOf('daily-report', '2026-03-30T06:00:00Z'))).toBeUndefined();
    expect(firingOf({ Body: '{}' })).toBeUndefined();
  });
});

describe('A dead letter of an event', () => {
  const event = { 'detail-type': 'Question Answered', detail: { jobId: ID } };
  const targetArn = 'arn:aws:lambda:eu-west-1:123456789012:function:inquery-count-usage';

  it('says which function failed with it', () => {
    const Body = JSON.stringify({
      version: '1.0',
      requestContext: { functionArn: `${targetArn}:$LATEST`, condition: 'RetriesExhausted' },
      requestPayload: event,
    });

    expect(lostEventOf({ Body })).toEqual({ targetArn: `${targetArn}:$LATEST`, event });
  });

  it('says which target a rule did not reach', () => {
    const ruleArn = 'arn:aws:events:eu-west-1:123456789012:rule/inquery/JobEnded';
    const MessageAttributes = { RULE_ARN: text(ruleArn), TARGET_ARN: text(targetArn) };

    expect(lostEventOf({ Body: JSON.stringify(event), MessageAttributes })).toEqual({
      ...{ ruleArn, targetArn, event },
    });
  });

  it.each(['{}', 'not JSON', '"text"'])('is not what says neither: %s', (Body) => {
    expect(lostEventOf({ Body })).toBeUndefined();
  });
});
