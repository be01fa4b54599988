import type { Comparison, Operator } from '../linking/operators.ts';
import { type Period, yearPeriod } from '../linking/period.ts';
import type { Column } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import { addCondition } from './add-condition.ts';
import { compareWith, periodCondition } from './conditions.ts';
import { dateColumn, hintedColumn, hintedDate, isYearColumn } from './date-column.ts';
import type { Draft } from './draft.ts';
import { isOperator, itemsAt, operatorAt, skip } from './peek.ts';
import { pickItem } from './pick-item.ts';
import { readAverage, readMoreThanUsual } from './read-average.ts';
import { readMoreThanThen } from './read-change.ts';
import { readLongerThan } from './read-duration.ts';
import { readMoreThanNamed } from './read-namesake.ts';
import { scaleColumn, turnedBy } from './scale-column.ts';

type Compare = Extract<Operator, { op: 'compare' }>;

/** "More than 10", "older than 30", "before 2020", "above the average". */
export function readCompare(draft: Draft): boolean {
  const operator = operatorAt(draft);
  if (operator?.op !== 'compare') return false;
  const start = draft.at;
  if (!operator.adjective && readMoreThanThen(draft, operator.comparison)) return true;
  let at = skip(draft, draft.at + 1, 'filler', 'of');
  if (!draft.pending && operator.adjective === 'late') notePendingDate(draft);
  if (!draft.pending && itemsAt(draft, at).length > 0) {
    if (readMoreThanUsual(draft, operator.comparison, at)) return true;
    at = readNamedAfter(draft, at);
  }
  const chunk = draft.chunks[at];
  draft.at = at;
  if (chunk?.kind === 'period') return readPeriod(draft, operator, chunk.period);
  if (chunk?.kind === 'number') return readNumber(draft, operator, chunk.value);
  if (operatorAt(draft, at)?.op === 'aggregate')
    return readAverage(draft, operator.comparison, operator.adjective);
  if (readMoreThanNamed(draft, operator.comparison, operator.adjective)) return true;
  if (chunk?.kind === 'items' && readOtherColumn(draft, operator)) return true;
  throw new Unreadable(`"${draft.chunks[start]?.text}" is not followed by a figure`);
}

/** "A greater weight than 10": the name stands between the comparison and the figure. */
function readNamedAfter(draft: Draft, at: number): number {
  draft.at = at;
  const picked = pickItem(
    draft,
    itemsAt(draft, at),
    'column',
    ({ kind }) => kind === 'number' || kind === 'date',
  );
  if (picked?.kind !== 'column')
    throw new Unreadable(`"${draft.chunks[at]?.text}" is not compared with a figure`);
  draft.pending = { expression: picked, text: draft.chunks[at]?.text ?? '' };
  return skip(draft, at + 1);
}

/** "Shipped after …": the verb's date is what is compared. */
function notePendingDate(draft: Draft): void {
  const column = hintedDate(draft);
  if (column) draft.pending = { expression: { kind: 'column', column }, text: column.name };
}

/** "Fewer units in stock than the reorder level": two columns of one row, of the same kind. */
function readOtherColumn(draft: Draft, { comparison }: Compare): boolean {
  const left = draft.pending?.expression;
  if (left?.kind !== 'column') return false;
  const picked = pickItem(
    draft,
    itemsAt(draft, draft.at),
    'column',
    (column) =>
      column !== left.column && column.kind === left.column.kind && column.table === left.column.table,
  );
  if (picked?.kind !== 'column') return false;
  draft.pending = undefined;
  draft.at += 1;
  addCondition(draft, { kind: 'columns', column: left.column, comparison, other: picked.column });
  return true;
}

function readPeriod(draft: Draft, { comparison }: Compare, period: Period): boolean {
  const column = pendingDate(draft) ?? dateColumn(draft);
  if (!column) throw new Unreadable('no date to compare with');
  draft.at += 1;
  addCondition(draft, periodCondition(column, comparison, period));
  return true;
}

function readNumber(draft: Draft, operator: Compare, value: number): boolean {
  const next = skip(draft, draft.at + 1, 'filler', 'of', 'distinct');
  const comparison = orMore(draft, next) ?? operator.comparison;
  const after = orMore(draft, next) ? skip(draft, next + 1) : next;
  if (!draft.pending && readLongerThan(draft, comparison, value)) return true;
  if (operator.adjective && !draft.pending)
    return readAdjective(draft, operator, operator.adjective, value, after);
  if (draft.pending) {
    draft.at = after;
    return comparePending(draft, comparison, value);
  }
  const measured = itemsAt(draft, after).length > 0 ? undefined : hintedColumn(draft, 'number');
  if (!measured) return compareFollowing(draft, comparison, value, after);
  draft.at = after;
  addCondition(draft, compareWith(measured, comparison, value));
  return true;
}

/** "More than 10 orders", "more than 6 cylinders". */
export function compareFollowing(draft: Draft, comparison: Comparison, value: number, at: number): boolean {
  draft.at = at;
  const picked = pickItem(draft, itemsAt(draft, at), 'table', ({ kind }) => kind === 'number');
  if (!picked) throw new Unreadable(`it is not clear what is compared with ${value}`);
  draft.at = at + 1;
  if (picked.kind === 'column') addCondition(draft, compareWith(picked.column, comparison, value));
  else if (picked.kind === 'measure') draft.having.push({ by: picked, comparison, value });
  else
    addCondition(draft, {
      kind: 'related',
      table: picked.table,
      negated: false,
      where: [],
      count: { comparison, value },
    });
  return true;
}

function comparePending(draft: Draft, comparison: Comparison, value: number): boolean {
  const expression = draft.pending?.expression;
  if (!expression) return false;
  draft.pending = undefined;
  if (expression.kind !== 'column') {
    draft.having.push({ by: expression, comparison, value });
    return true;
  }
  const { column } = expression;
  addCondition(
    draft,
    column.kind === 'date'
      ? periodCondition(column, comparison, yearPeriod(value))
      : compareWith(column, comparison, value),
  );
  return true;
}

function readAdjective(
  draft: Draft,
  { comparison }: Compare,
  adjective: string,
  value: number,
  after: number,
): boolean {
  if (adjective === 'late') {
    const column = dateColumn(draft);
    if (!column) throw new Unreadable(`no date to compare with ${value}`);
    draft.at = after;
    addCondition(
      draft,
      isYearColumn(column)
        ? compareWith(column, comparison, value)
        : periodCondition(column, comparison, yearPeriod(value)),
    );
    return true;
  }
  for (const table of draft.focus) {
    const scaled = scaleColumn(draft, table, adjective, 'desc');
    if (scaled?.column.kind !== 'number') continue;
    draft.at = after;
    addCondition(draft, compareWith(scaled.column, turnedBy(scaled.direction, comparison), value));
    return true;
  }
  throw new Unreadable(`nothing measures "${adjective}"`);
}

function orMore(draft: Draft, at: number): Comparison | undefined {
  const operator = operatorAt(draft, at);
  return operator?.op === 'orMore' ? operator.comparison : undefined;
}

function pendingDate(draft: Draft): Column | undefined {
  const expression = draft.pending?.expression;
  if (expression?.kind !== 'column' || isOperator(draft, draft.at, 'stop')) return undefined;
  draft.pending = undefined;
  return expression.column;
}
