import { describe, expect, it } from '@jest/globals';
import { startSchedule } from '../../../../local/eventbridge/schedule.ts';

describe('A rule’s schedule', () => {
  it.each(['rate(3 weeks)', 'cron(0 3 * * ?)', 'at(2026-01-01T00:00:00)'])('%s is refused', (expression) => {
    expect(() => startSchedule(expression, () => undefined)).toThrow();
  });
});
