import { yearPeriod } from '../linking/period.ts';
import type { Column } from '../schema/schema.ts';
import { addCondition } from './add-condition.ts';
import { compareWith, periodCondition } from './conditions.ts';
import { dateColumn, isYearColumn } from './date-column.ts';
import type { Draft } from './draft.ts';
import { joinPeriods } from './join-periods.ts';
import { isText, itemsAt, operatorAt, skip } from './peek.ts';
import { compareFollowing } from './read-compare.ts';

/** A bare figure or period: the value of the column just named, a year, or how many of something there are. */
export function readNumber(draft: Draft): boolean {
  const chunk = draft.chunks[draft.at];
  if (chunk?.kind === 'period') return readPeriod(draft, chunk.period);
  if (operatorAt(draft)?.op === 'weekdays') return readWeekdays(draft);
  if (chunk?.kind !== 'number') return false;
  const { value } = chunk;
  const next = skip(draft, draft.at + 1);
  const more = operatorAt(draft, next);
  const comparison = more?.op === 'orMore' ? more.comparison : '=';
  const after = more?.op === 'orMore' ? skip(draft, next + 1) : next;
  const pending = draft.pending?.expression;
  if (pending?.kind === 'column') {
    if (isYear(value) && isText(draft, draft.at - 1, 'in') && isFigure(pending.column)) return false;
    draft.pending = undefined;
    draft.at = more?.op === 'orMore' ? after : draft.at + 1;
    const { column } = pending;
    addCondition(
      draft,
      column.kind === 'date'
        ? periodCondition(column, comparison, yearPeriod(value))
        : compareWith(column, comparison, value),
    );
    return true;
  }
  if (pending) {
    draft.pending = undefined;
    draft.at += 1;
    draft.having.push({ by: pending, comparison, value });
    return true;
  }
  if (
    itemsAt(draft, after).length > 0 &&
    !(isYear(value) && more?.op !== 'orMore' && draft.mode === 'select')
  ) {
    return compareFollowing(draft, comparison, value, after);
  }
  if (!isYear(value)) return false;
  draft.at = after;
  return addPeriod(draft, comparison, yearPeriod(value), `${value}`);
}

function readPeriod(draft: Draft, period: { from: string; to: string }): boolean {
  draft.at += 1;
  const pending = draft.pending?.expression;
  if (pending?.kind === 'column') {
    draft.pending = undefined;
    addCondition(draft, periodCondition(pending.column, '=', period));
    return true;
  }
  return addPeriod(draft, '=', period, draft.chunks[draft.at - 1]?.text ?? '');
}

/** "On weekends", "on a Monday". */
function readWeekdays(draft: Draft): boolean {
  const operator = operatorAt(draft);
  const column = dateColumn(draft);
  if (operator?.op !== 'weekdays' || column?.kind !== 'date') return false;
  const { mode } = draft;
  draft.at += 1;
  addCondition(draft, { kind: 'weekdays', column, days: operator.days });
  draft.mode = mode;
  return true;
}

function addPeriod(
  draft: Draft,
  comparison: '=' | '>=' | '<=' | '>' | '<' | '<>',
  period: { from: string; to: string },
  text: string,
): boolean {
  const column = dateColumn(draft);
  if (!column) {
    draft.unread.push(text);
    return true;
  }
  draft.assumptions.push(`${text} is taken of ${column.name}`);
  const mode = draft.mode;
  const condition = periodCondition(column, comparison, period);
  if (!joinPeriods(draft, condition)) addCondition(draft, condition);
  draft.mode = mode;
  return true;
}

/** "With a discount in 2025": the year is no discount. */
function isFigure(column: Column): boolean {
  return column.kind === 'number' && !isYearColumn(column);
}

function isYear(value: number): boolean {
  return Number.isInteger(value) && value >= 1500 && value < 2200;
}
