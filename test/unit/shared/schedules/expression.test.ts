import { describe, expect, it } from '@jest/globals';
import { isDue, parseCron } from '../../../../shared/schedules/expression/cron.ts';
import { nextFiring } from '../../../../shared/schedules/expression/firing-times.ts';
import {
  parseScheduleExpression,
  rateMs,
} from '../../../../shared/schedules/expression/schedule-expression.ts';
import { timeZone } from '../../../../shared/schedules/expression/time-zone.ts';

/** The next `count` times of an expression, in UTC. */
function firings(expression: string, zone: string, after: string, count: number): string[] {
  const timing = {
    expression: parseScheduleExpression(expression),
    zone: timeZone(zone),
    start: Date.parse(after),
  };
  const found: string[] = [];
  for (let at: number | undefined = Date.parse(after); found.length < count; ) {
    at = nextFiring(timing, at);
    if (at === undefined) break;
    found.push(new Date(at).toISOString().replace(/:00\.000Z$/, 'Z'));
  }
  return found;
}

describe('A cron expression', () => {
  it.each([
    ['0 3 * * ? *', '2026-11-20T03:00:20Z', true],
    ['0 3 * * ? *', '2026-11-20T04:00:00Z', false],
    ['0/15 * * * ? *', '2026-11-20T10:45:00Z', true],
    ['0/15 * * * ? *', '2026-11-20T10:46:00Z', false],
    ['0 9 ? * MON-FRI *', '2026-11-20T09:00:00Z', true],
    ['0 9 ? * MON-FRI *', '2026-11-21T09:00:00Z', false],
    ['0 0 1 JAN,JUL ? 2026', '2026-07-01T00:00:00Z', true],
  ])('%s at %s: %s', (expression, time, expected) => {
    expect(isDue(parseCron(expression), new Date(time))).toBe(expected);
  });

  it.each([
    ['the last day of a month', '0 6 L * ? *', ['2026-01-31T06:00Z', '2026-02-28T06:00Z']],
    ['its last weekday', '0 6 LW * ? *', ['2026-01-30T06:00Z', '2026-02-27T06:00Z']],
    ['the weekday nearest to a day', '0 6 15W * ? *', ['2026-01-15T06:00Z', '2026-02-16T06:00Z']],
    [
      'nearest to a Saturday that begins the month',
      '0 6 1W 8 ? *',
      ['2026-08-03T06:00Z', '2027-08-02T06:00Z'],
    ],
    ['its last Friday', '0 6 ? * 6L *', ['2026-01-30T06:00Z', '2026-02-27T06:00Z']],
    ['its third Friday', '0 6 ? * FRI#3 *', ['2026-01-16T06:00Z', '2026-02-20T06:00Z']],
    ['leap days', '0 6 29 2 ? *', ['2028-02-29T06:00Z', '2032-02-29T06:00Z']],
  ])('means %s', (_what, cron, expected) => {
    expect(firings(`cron(${cron})`, 'UTC', '2026-01-01T00:00:00Z', 2)).toEqual(expected);
  });

  it.each([
    ['five fields', '0 3 * * ?'],
    ['a minute that there is not', '61 3 * * ? *'],
    ['days of both kinds', '0 3 * * * *'],
    ['days of neither kind', '0 3 ? * ? *'],
    ['a sixth week', '0 3 ? * 6#6 *'],
    ['a range that goes backwards', '0 3 ? * FRI-MON *'],
    ['a step of nothing', '0/0 3 * * ? *'],
  ])('with %s is refused', (_what, cron) => {
    expect(() => parseCron(cron)).toThrow(expect.objectContaining({ name: 'InvalidExpression' }));
  });

  it('that has had its last day never fires again', () => {
    expect(firings('cron(0 3 30 2 ? *)', 'UTC', '2026-01-01T00:00:00Z', 1)).toEqual([]);
    expect(firings('cron(0 3 1 1 ? 2025)', 'UTC', '2026-01-01T00:00:00Z', 1)).toEqual([]);
  });
});

describe('Across a change of daylight saving time', () => {
  it('a schedule keeps to the clock on the wall', () => {
    expect(firings('cron(0 9 * * ? *)', 'Europe/Berlin', '2026-03-28T00:00:00Z', 3)).toEqual([
      '2026-03-28T08:00Z',
      '2026-03-29T07:00Z',
      '2026-03-30T07:00Z',
    ]);
  });

  it('a time that the clock leaves out is left out', () => {
    expect(firings('cron(30 2 * * ? *)', 'Europe/Berlin', '2026-03-27T12:00:00Z', 3)).toEqual([
      '2026-03-28T01:30Z',
      '2026-03-30T00:30Z',
      '2026-03-31T00:30Z',
    ]);
  });

  it('a time that comes twice counts once, the first time', () => {
    expect(firings('cron(30 1 * * ? *)', 'America/New_York', '2026-10-31T12:00:00Z', 2)).toEqual([
      '2026-11-01T05:30Z',
      '2026-11-02T06:30Z',
    ]);
    expect(firings('cron(0/30 * * * ? *)', 'Europe/Berlin', '2026-10-24T23:45:00Z', 4)).toEqual([
      '2026-10-25T00:00Z',
      '2026-10-25T00:30Z',
      '2026-10-25T02:00Z',
      '2026-10-25T02:30Z',
    ]);
  });

  it('half an hour’s change is one too, as on Lord Howe Island', () => {
    expect(firings('cron(15 2 * * ? *)', 'Australia/Lord_Howe', '2026-10-02T20:00:00Z', 2)).toEqual([
      '2026-10-04T15:15Z',
      '2026-10-05T15:15Z',
    ]);
  });

  it('a day that a place leaves out altogether is left out', () => {
    expect(firings('cron(0 12 * * ? *)', 'Pacific/Apia', '2011-12-29T12:00:00Z', 2)).toEqual([
      '2011-12-29T22:00Z',
      '2011-12-30T22:00Z',
    ]);
  });

  it('a day of a rate has 24 hours', () => {
    expect(firings('rate(1 day)', 'Europe/Berlin', '2026-03-28T08:00:00Z', 2)).toEqual([
      '2026-03-29T08:00Z',
      '2026-03-30T08:00Z',
    ]);
  });
});

describe('A rate', () => {
  it('is in minutes, hours or days', () => {
    expect([rateMs('1 minute'), rateMs('2 hours'), rateMs('1 days')]).toEqual([
      60_000, 7_200_000, 86_400_000,
    ]);
  });

  it.each(['0 minutes', '3 weeks', '-1 day', '1.5 hours'])('of %s is refused', (rate) => {
    expect(() => rateMs(rate)).toThrow('is no rate');
  });

  it('fires when it starts and from then on', () => {
    const timing = {
      expression: parseScheduleExpression('rate(6 hours)'),
      ...{ zone: timeZone('UTC'), start: Date.parse('2026-01-01T01:00:00Z') },
    };
    const at = (time: string) => new Date(nextFiring(timing, Date.parse(time)) ?? 0).toISOString();

    expect([at('2025-12-31T00:00:00Z'), at('2026-01-01T01:00:00Z'), at('2026-01-02T00:00:00Z')]).toEqual([
      '2026-01-01T01:00:00.000Z',
      '2026-01-01T07:00:00.000Z',
      '2026-01-02T01:00:00.000Z',
    ]);
  });
});

describe('A time zone', () => {
  it.each(['Mars/Olympus', '+01:00', 'europe/berlin', ''])('"%s" is refused', (name) => {
    expect(() => timeZone(name)).toThrow('is not a time zone');
  });

  it.each(['UTC', 'Etc/GMT+5', 'America/Port-au-Prince', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata'])(
    '%s is one',
    (name) => {
      expect(timeZone(name).name).toBe(name);
    },
  );
});
