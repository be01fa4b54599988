import { describe, expect, it } from '@jest/globals';
import { compileCron } from '../../../../local/eventbridge/cron.ts';
import { rateMs, startSchedule } from '../../../../local/eventbridge/schedule.ts';

describe('cron expressions', () => {
  it.each([
    ['0 3 * * ? *', '2026-11-20T03:00:20Z', true],
    ['0 3 * * ? *', '2026-11-20T04:00:00Z', false],
    ['0/15 * * * ? *', '2026-11-20T10:45:00Z', true],
    ['0/15 * * * ? *', '2026-11-20T10:46:00Z', false],
    ['0 9 ? * MON-FRI *', '2026-11-20T09:00:00Z', true],
    ['0 9 ? * MON-FRI *', '2026-11-21T09:00:00Z', false],
    ['0 0 1 JAN,JUL ? 2026', '2026-07-01T00:00:00Z', true],
  ])('%s at %s: %s', (expression, time, expected) => {
    expect(compileCron(expression)(new Date(time))).toBe(expected);
  });

  it.each(['0 3 * * ?', '0 3 L * ? *', '61 3 * * ? *', '0 3 ? * 6#3 *'])('%s is refused', (expression) => {
    expect(() => compileCron(expression)).toThrow();
  });
});

describe('rates', () => {
  it('are in minutes, hours or days', () => {
    expect([rateMs('1 minute'), rateMs('2 hours'), rateMs('1 day')]).toEqual([60_000, 7_200_000, 86_400_000]);
  });

  it('in anything else are refused', () => {
    expect(() => startSchedule('rate(3 weeks)', () => undefined)).toThrow('rate(3 weeks)');
  });
});
