import { describe, expect, it } from '@jest/globals';
import { exportOf, firingOf } from '../../../../commands/dead-letters/letter-subject.ts';

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

      expect(firingOf(letter)).toEqual({ scheduleId: ID, scheduledAt: '2026-03-30T06:00:00Z' });
      expect(exportOf(letter)).toBeUndefined();
    },
  );

  it('is of no standing question when its schedule is not named by an id of ours', () => {
    expect(firingOf(letterOf('daily-report', '2026-03-30T06:00:00Z'))).toBeUndefined();
    expect(firingOf({ Body: '{}' })).toBeUndefined();
  });
});
