import type { Token } from '../language/token.ts';
import {
  dayPeriod,
  lastDays,
  lastMonths,
  monthPeriod,
  type Period,
  quarterPeriod,
  weekPeriod,
  yearPeriod,
} from './period.ts';

const BACK: Readonly<Record<string, number>> = { this: 0, current: 0, last: 1, previous: 1, past: 1 };
const MONTHS_IN: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };

export interface LinkedPeriod {
  readonly length: number;
  readonly period: Period;
}

/** "Yesterday", "this month", "last year", "the last 6 months", counted from today. */
export function relativePeriod(
  tokens: readonly Token[],
  at: number,
  today: string,
): LinkedPeriod | undefined {
  if (!today) return undefined;
  const [first = '', second = '', third = ''] = tokens.slice(at, at + 3).map(({ lower }) => lower);
  if (first === 'today') return { length: 1, period: dayPeriod(today) };
  if (first === 'yesterday') return { length: 1, period: dayPeriod(lastDays(today, 2).from) };
  const back = BACK[first];
  if (back === undefined) return undefined;
  const counted = back === 1 ? countedPeriod(Number(second), third, today) : undefined;
  if (counted) return { length: 3, period: counted };
  const period = unitPeriod(second, back, today);
  return period && { length: 2, period };
}

/** "6 months": up to and with today. */
function countedPeriod(count: number, unit: string, today: string): Period | undefined {
  if (!(count > 0)) return undefined;
  const single = unit.replace(/s$/, '');
  if (single === 'day') return lastDays(today, count);
  if (single === 'week') return lastDays(today, count * 7);
  const months = MONTHS_IN[single];
  return months === undefined ? undefined : lastMonths(today, count * months);
}

function unitPeriod(unit: string, back: number, today: string): Period | undefined {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7)) - 1;
  if (unit === 'year') return yearPeriod(year - back);
  if (unit === 'month') return monthPeriod(year, month - back);
  if (unit === 'week') return weekPeriod(today, back);
  return unit === 'quarter' ? quarterPeriod(year, Math.floor(month / 3) - back) : undefined;
}
