import { type CronField, numberOf, valuesOf } from './cron-field.ts';
import { InvalidExpression } from './invalid-expression.ts';

/** A day of the calendar; months from 1. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

type IsDay = (day: Day) => boolean;

const DAYS_OF_MONTH: CronField = { name: 'days of the month', low: 1, high: 31 };
const DAYS_OF_WEEK: CronField = {
  name: 'days of the week',
  low: 1,
  high: 7,
  words: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'],
};
const SATURDAY = 7;

/** From 1 for Sunday. */
const weekdayOf = ({ year, month, day }: Day) => new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
export const daysIn = ({ year, month }: Omit<Day, 'day'>) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Which days both fields mean: one of them says so, the other is `?`. */
export function compileDays(ofMonth: string, ofWeek: string): IsDay {
  if ((ofMonth === '?') === (ofWeek === '?')) {
    throw new InvalidExpression('Exactly one of day of the month and day of the week must be "?".');
  }
  return ofWeek === '?' ? any(ofMonth, compileDayOfMonth) : any(ofWeek, compileDayOfWeek);
}

function any(text: string, compile: (part: string) => IsDay): IsDay {
  const parts = text.split(',').map(compile);
  return (day) => parts.some((isDay) => isDay(day));
}

/** A number, range or step; `L` is the month's last day, `15W` the weekday nearest to the 15th, `LW` the last weekday. */
function compileDayOfMonth(part: string): IsDay {
  if (part === 'L') return (at) => at.day === daysIn(at);
  const [, wanted] = /^(\d+|L)W$/.exec(part) ?? [];
  if (wanted === undefined) {
    const values = new Set(valuesOf(DAYS_OF_MONTH, part));
    return ({ day }) => values.has(day);
  }
  const day = wanted === 'L' ? undefined : numberOf(DAYS_OF_MONTH, wanted);
  return (at) => {
    const target = day ?? daysIn(at);
    return target <= daysIn(at) && at.day === nearestWeekday({ ...at, day: target });
  };
}

/** The weekday nearest to a day without leaving its month. */
function nearestWeekday(at: Day): number {
  const weekday = weekdayOf(at);
  if (weekday === 1) return at.day < daysIn(at) ? at.day + 1 : at.day - 2;
  if (weekday === SATURDAY) return at.day > 1 ? at.day - 1 : at.day + 2;
  return at.day;
}

/** A number, word, range or step; `6L` is the month's last Friday, `6#3` its third, `L` alone Saturday. */
function compileDayOfWeek(part: string): IsDay {
  if (part === 'L') return (at) => weekdayOf(at) === SATURDAY;
  const [, last] = /^(\w+)L$/.exec(part) ?? [];
  if (last !== undefined) {
    const weekday = numberOf(DAYS_OF_WEEK, last);
    return (at) => weekdayOf(at) === weekday && at.day > daysIn(at) - 7;
  }
  const [, nth, count] = /^(\w+)#([1-5])$/.exec(part) ?? [];
  if (nth !== undefined) {
    const weekday = numberOf(DAYS_OF_WEEK, nth);
    return (at) => weekdayOf(at) === weekday && Math.ceil(at.day / 7) === Number(count);
  }
  const values = new Set(valuesOf(DAYS_OF_WEEK, part));
  return (at) => values.has(weekdayOf(at));
}
