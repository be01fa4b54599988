import { compileDays, type Day } from './cron-days.ts';
import { type CronField, valuesOf } from './cron-field.ts';
import { InvalidExpression } from './invalid-expression.ts';

const MINUTES: CronField = { name: 'minutes', low: 0, high: 59 };
const HOURS: CronField = { name: 'hours', low: 0, high: 23 };
const MONTHS: CronField = {
  name: 'months',
  low: 1,
  high: 12,
  words: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
};
const YEARS: CronField = { name: 'years', low: 1970, high: 2199 };
const FIELDS = 6;

/** A cron expression as EventBridge has it: times of the day, in order, and on which days. */
export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly months: readonly number[];
  readonly years: readonly number[];
  readonly isDay: (day: Day) => boolean;
}

/** Reads `0 9 ? * MON-FRI *`: minutes, hours, day of the month, month, day of the week, year. Throws InvalidExpression. */
export function parseCron(text: string): Cron {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== FIELDS) {
    throw new InvalidExpression(
      'A cron expression has six fields: minutes, hours, day of the month, month, day of the week, year.',
    );
  }
  const [minutes = '', hours = '', ofMonth = '', months = '', ofWeek = '', years = ''] = parts;
  return {
    minutes: valuesOf(MINUTES, minutes),
    hours: valuesOf(HOURS, hours),
    months: valuesOf(MONTHS, months),
    years: valuesOf(YEARS, years),
    isDay: compileDays(ofMonth, ofWeek),
  };
}

/** Whether the minute of a time is one of the expression's, in UTC. */
export function isDue(cron: Cron, time: Date): boolean {
  const day = { year: time.getUTCFullYear(), month: time.getUTCMonth() + 1, day: time.getUTCDate() };
  return (
    cron.minutes.includes(time.getUTCMinutes()) &&
    cron.hours.includes(time.getUTCHours()) &&
    cron.months.includes(day.month) &&
    cron.years.includes(day.year) &&
    cron.isDay(day)
  );
}
