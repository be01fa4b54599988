import type { Token } from '../language/token.ts';
import { dayPeriod, lastDays, monthPeriod, type Period, quarterPeriod, yearPeriod } from './period.ts';

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);

export interface LinkedPeriod {
  readonly length: number;
  readonly period: Period;
}

/** A period named at this token ("March 2024", "Q2 2024", "last year", "2024-03-05"), given today's date. */
export function linkPeriod(tokens: readonly Token[], at: number, today: string): LinkedPeriod | undefined {
  const first = tokens[at]?.lower ?? '';
  if (/^\d{4}-\d{2}-\d{2}$/.test(first)) return { length: 1, period: dayPeriod(first) };
  return relativePeriod(tokens, at, today) ?? namedMonth(tokens, at) ?? namedQuarter(tokens, at);
}

function namedMonth(tokens: readonly Token[], at: number): LinkedPeriod | undefined {
  const month = MONTHS.findIndex((name) => {
    const word = tokens[at]?.lower ?? '';
    return word === name || (word.length === 3 && name.startsWith(word));
  });
  const skipped = tokens[at + 1]?.lower === 'of' || tokens[at + 1]?.text === ',' ? 1 : 0;
  const year = yearOf(tokens[at + 1 + skipped]);
  if (month < 0 || year === undefined) return undefined;
  return { length: 2 + skipped, period: monthPeriod(year, month) };
}

function namedQuarter(tokens: readonly Token[], at: number): LinkedPeriod | undefined {
  const words = tokens.slice(at, at + 5).map(({ lower }) => lower);
  const ordinal = ['first', 'second', 'third', 'fourth'].indexOf(words[0] ?? '');
  const short = /^q([1-4])$/.exec(words[0] ?? '')?.[1];
  if (!short && !(ordinal >= 0 && words[1] === 'quarter')) return undefined;
  const start = short ? 1 : 2;
  const skipped = words[start] === 'of' || words[start] === 'in' ? 1 : 0;
  const year = yearOf(tokens[at + start + skipped]);
  if (year === undefined) return undefined;
  return { length: start + skipped + 1, period: quarterPeriod(year, short ? Number(short) - 1 : ordinal) };
}

function relativePeriod(tokens: readonly Token[], at: number, today: string): LinkedPeriod | undefined {
  if (!today) return undefined;
  const words = tokens.slice(at, at + 3).map(({ lower }) => lower);
  if (words[0] === 'today') return { length: 1, period: dayPeriod(today) };
  const back = { this: 0, current: 0, last: 1, previous: 1, past: 1 }[words[0] ?? ''];
  if (back === undefined) return undefined;
  const counted = Number(tokens[at + 1]?.text);
  if (counted > 0 && back === 1 && /^days?$/.test(words[2] ?? '')) {
    return { length: 3, period: lastDays(today, counted) };
  }
  const period = unitPeriod(words[1] ?? '', back, today);
  return period && { length: 2, period };
}

function unitPeriod(unit: string, back: number, today: string): Period | undefined {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7)) - 1;
  if (unit === 'year') return yearPeriod(year - back);
  if (unit === 'month') return monthPeriod(year, month - back);
  return unit === 'quarter' ? quarterPeriod(year, Math.floor(month / 3) - back) : undefined;
}

function yearOf(token: Token | undefined): number | undefined {
  const year = Number(token?.text);
  return token?.kind === 'number' && Number.isInteger(year) && year > 1500 && year < 2200 ? year : undefined;
}
