import type { Token } from '../language/token.ts';
import { dayPeriod, halfPeriod, monthPeriod, quarterPeriod } from './period.ts';
import { type LinkedPeriod, relativePeriod } from './relative-period.ts';

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);

/** A period named at this token ("March 2024", "Q2 2024", "last year", "2024-03-05"), given today's date. */
export function linkPeriod(tokens: readonly Token[], at: number, today: string): LinkedPeriod | undefined {
  const first = tokens[at]?.lower ?? '';
  if (/^\d{4}-\d{2}-\d{2}$/.test(first)) return { length: 1, period: dayPeriod(first) };
  return relativePeriod(tokens, at, today) ?? namedMonth(tokens, at) ?? namedQuarter(tokens, at);
}

function namedMonth(tokens: readonly Token[], at: number): LinkedPeriod | undefined {
  const month = monthOf(tokens[at]);
  const skipped = tokens[at + 1]?.lower === 'of' || tokens[at + 1]?.text === ',' ? 1 : 0;
  const year = yearOf(tokens[at + 1 + skipped]);
  if (month < 0) return undefined;
  if (year !== undefined) return { length: 2 + skipped, period: monthPeriod(year, month) };
  const shared = sharedYear(tokens, at + 1);
  return shared === undefined ? undefined : { length: 1, period: monthPeriod(shared, month) };
}

/** "March and May 2024", "from March to May 2024": the year said once is that of both. */
function sharedYear(tokens: readonly Token[], at: number): number | undefined {
  if (!/^(and|or|to|till|until|through)$/.test(tokens[at]?.lower ?? '')) return undefined;
  return monthOf(tokens[at + 1]) < 0 ? undefined : yearOf(tokens[at + 2]);
}

/** The month a word names, counted from 0; -1 for other words. */
function monthOf(token: Token | undefined): number {
  const word = token?.lower ?? '';
  return MONTHS.findIndex((name) => word === name || (word.length === 3 && name.startsWith(word)));
}

function namedQuarter(tokens: readonly Token[], at: number): LinkedPeriod | undefined {
  const words = tokens.slice(at, at + 5).map(({ lower }) => lower);
  const ordinal = ['first', 'second', 'third', 'fourth'].indexOf(words[0] ?? '');
  const short = /^q([1-4])$/.exec(words[0] ?? '')?.[1];
  const isHalf = words[1] === 'half' && ordinal < 2;
  if (!short && !(ordinal >= 0 && (isHalf || words[1] === 'quarter'))) return undefined;
  const start = short ? 1 : 2;
  const skipped = words[start] === 'of' || words[start] === 'in' ? 1 : 0;
  const year = yearOf(tokens[at + start + skipped]);
  if (year === undefined) return undefined;
  if (isHalf) return { length: start + skipped + 1, period: halfPeriod(year, ordinal) };
  return { length: start + skipped + 1, period: quarterPeriod(year, short ? Number(short) - 1 : ordinal) };
}

function yearOf(token: Token | undefined): number | undefined {
  const year = Number(token?.text);
  return token?.kind === 'number' && Number.isInteger(year) && year > 1500 && year < 2200 ? year : undefined;
}
