import type { Slot } from '../../contracts/verified-query.ts';
import { dayOf, type TimeForm } from './days.ts';
import type { Mapping, Span } from './mapping.ts';
import { isYear, monthOf } from './plain-question.ts';
import type { Token } from './question-tokens.ts';
import type { SqlLiteral } from './sql-literal.ts';

/** A day as SQL writes it, at its beginning. */
const DAY = /^(\d{4}-\d{2}-\d{2})(?:[ T]00:00(?::00)?)?$/;

type TimeSlot = Exclude<Slot, { kind: 'text' }>;

/** A year, a month of a year or a day that a question names. */
interface NamedTime {
  readonly spans: readonly Span[];
  readonly slots: readonly TimeSlot[];
  readonly forms: readonly TimeForm[];
}

const YEAR_FORMS = ['year-first-day', 'year-last-day', 'year-after'] as const;
const MONTH_FORMS = ['month-first-day', 'month-last-day', 'month-after'] as const;

export const isDayText = (value: string | number) => typeof value === 'string' && DAY.test(value);

/**
 * Which day of the SQL follows which time of the question. `unmapped`: some day follows none, so that it may be
 * counted from the day of asking. Where a day may follow two, no time may change.
 */
export function timeMappings(
  tokens: readonly (Token | undefined)[],
  literals: readonly SqlLiteral[],
): { mappings: Mapping[]; unmapped: boolean; ambiguous: boolean } {
  const times = namedTimes(tokens);
  const days = literals.filter(({ value }) => isDayText(value));
  const candidates = days.map((literal) => candidatesFor(literal, times));
  const unmapped = candidates.some((found) => found.length === 0);
  const ambiguous = candidates.some((found) => found.length > 1) || (days.length > 0 && isMixed(times));
  return { unmapped, ambiguous, mappings: unmapped || ambiguous ? [] : candidates.flat() };
}

/** Two months or more, or the same time twice: which of them a filled-in one stands for could be confused. */
function isMixed(times: readonly NamedTime[]): boolean {
  const months = times.filter(({ slots }) => slots.length === 2);
  const said = times.map(({ slots }) => JSON.stringify(slots));
  return months.length > 1 || new Set(said).size < said.length || (months.length > 0 && times.length > 1);
}

function candidatesFor(literal: SqlLiteral, times: readonly NamedTime[]): Mapping[] {
  const day = DAY.exec(String(literal.value))?.[1];
  return times.flatMap(({ spans, slots, forms }) =>
    forms
      .filter(
        (form) =>
          dayOf(
            form,
            slots.map(({ value }) => value),
          ) === day,
      )
      .map((form) => ({ literal, spans, slots, form })),
  );
}

function namedTimes(tokens: readonly (Token | undefined)[]): NamedTime[] {
  const times: NamedTime[] = [];
  const span = (at: number): Span => ({ from: at, to: at + 1 });
  tokens.forEach((token, at) => {
    if (!token) return;
    const [before, after] = [tokens[at - 1], tokens[at + 1]];
    if (token.date)
      times.push({ spans: [span(at)], slots: [{ kind: 'date', value: token.date }], forms: ['date'] });
    if (!isYear(token)) return;
    const year = { kind: 'year' as const, value: token.number ?? 0 };
    const beside = before && monthOf(before) ? at - 1 : after && monthOf(after) ? at + 1 : undefined;
    const month = beside === undefined ? undefined : monthOf(tokens[beside] ?? token);
    if (beside === undefined || month === undefined) {
      times.push({ spans: [span(at)], slots: [year], forms: YEAR_FORMS });
    } else {
      times.push({
        spans: [span(beside), span(at)],
        slots: [{ kind: 'month', value: month }, year],
        forms: MONTH_FORMS,
      });
    }
  });
  return times;
}
