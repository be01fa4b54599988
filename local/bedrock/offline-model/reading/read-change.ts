import type { Comparison } from '../linking/operators.ts';
import { type Period, yearPeriod } from '../linking/period.ts';
import { type Expression, isSummable, type Summable } from '../query/query.ts';
import { isRate } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import { dateColumn } from './date-column.ts';
import type { Draft } from './draft.ts';
import { isText, itemsAt, operatorAt, skip } from './peek.ts';
import { pickItem } from './pick-item.ts';

interface TwoPeriods {
  readonly from: Period;
  readonly to: Period;
  /** Where the words after them begin. */
  readonly next: number;
}

/** "Revenue grew from 2023 to 2024": the figure of one period against that of the other. */
export function readChange(draft: Draft): boolean {
  const operator = operatorAt(draft);
  if (operator?.op !== 'grow' || draft.having.length > 0) return false;
  if (draft.series) {
    draft.at += 1;
    return true;
  }
  const named = draft.select.length === 0 ? skip(draft, draft.at + 1) : draft.at;
  const of = draft.select.length === 0 ? figureAt(draft, named) : draft.select[0];
  const periods = periodsAhead(draft, skip(draft, named + 1, 'of', 'verb'));
  if (!of || !isSummable(of) || draft.select.length > 1 || !periods) return false;
  const isGrowth = isText(draft, draft.at, 'growth');
  const percent = isGrowth || draft.asksPercent || operatorAt(draft, periods.next)?.op === 'inPercent';
  if (isGrowth) draft.assumptions.push('growth is told in percent');
  draft.select = [changeOf(draft, of, periods, percent)];
  draft.mode = 'where';
  draft.at = periods.next;
  return true;
}

/** "Spent more in 2024 than in 2023": never a threshold. */
export function readMoreThanThen(draft: Draft, comparison: Comparison): boolean {
  const first = skip(draft, draft.at + 1, 'filler', 'of', 'verb');
  const isNamed = itemsAt(draft, first).length > 0;
  const at = isNamed ? skip(draft, first + 1, 'filler', 'of', 'verb') : first;
  const to = isText(draft, at - 1, 'in', 'during') ? periodAt(draft, at) : undefined;
  if (!to) return false;
  const than = skip(draft, at + 1, 'filler', 'of', 'verb');
  const from = isText(draft, at + 1, 'than', 'compared') ? periodAt(draft, than) : undefined;
  const of = isNamed ? figureAt(draft, first) : draft.pending?.expression;
  if (!from || !of || !isSummable(of))
    throw new Unreadable('it is not clear what of which periods is compared');
  draft.pending = undefined;
  draft.having.push({ by: changeOf(draft, of, { from, to }, false), comparison, value: 0 });
  draft.at = than + 1;
  return true;
}

function changeOf(
  draft: Draft,
  of: Summable,
  { from, to }: Omit<TwoPeriods, 'next'>,
  percent: boolean,
): Expression {
  const { select } = draft;
  draft.select = [of];
  const date = dateColumn(draft);
  draft.select = select;
  if (date?.kind !== 'date') throw new Unreadable('no date tells the periods apart');
  return { kind: 'change', of, date, from, to, percent };
}

function periodsAhead(draft: Draft, at: number): TwoPeriods | undefined {
  const first = skip(draft, at, 'filler', 'between');
  const from = isText(draft, first - 1, 'from', 'between') ? periodAt(draft, first) : undefined;
  const last = skip(draft, first + 1, 'filler', 'and');
  const to = isText(draft, first + 1, 'to', 'and') ? periodAt(draft, last) : undefined;
  return from && to && { from, to, next: last + 1 };
}

function periodAt(draft: Draft, at: number): Period | undefined {
  const chunk = draft.chunks[at];
  if (chunk?.kind === 'period') return chunk.period;
  const isYear = chunk?.kind === 'number' && chunk.value >= 1500 && chunk.value < 2200;
  return isYear && Number.isInteger(chunk.value) ? yearPeriod(chunk.value) : undefined;
}

/** What is named there as a figure whose parts add up. */
function figureAt(draft: Draft, at: number): Expression | undefined {
  const before = draft.at;
  draft.at = at;
  const picked = pickItem(draft, itemsAt(draft, at), 'table', ({ kind }) => kind === 'number');
  draft.at = before;
  if (picked?.kind === 'table') return { kind: 'count', table: picked.table };
  if (picked?.kind !== 'column') return picked;
  return isRate(picked.column) ? undefined : { kind: 'aggregate', fn: 'sum', column: picked.column };
}
