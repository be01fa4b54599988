import { parentsOf } from '../joins/join-path.ts';
import { isUnitWord, type TimeUnit } from '../linking/operators.ts';
import { type Expression, isAggregated } from '../query/query.ts';
import { type Column, isKey, isRate } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import { refuseTwins } from './ambiguous-column.ts';
import { dateColumn } from './date-column.ts';
import type { Draft } from './draft.ts';
import { project } from './mention.ts';
import { isOperator, isText, itemsAt, operatorAt, skip, tableNamed } from './peek.ts';
import { type Picked, pickItem } from './pick-item.ts';

/** "By country", "per month", "for each category": one row for each. */
export function readGroup(draft: Draft): boolean {
  const operator = operatorAt(draft);
  if (operator?.op === 'unit') return groupByUnit(draft, operator.unit, draft.at + 1);
  if (operator?.op !== 'each' && operator?.op !== 'by') return false;
  if (isWithinOne(draft)) throw new Unreadable('what happens within one of them is beyond me');
  if (isOnlyOne(draft)) throw new Unreadable('"only" one of something is beyond me');
  const next = skip(draft, draft.at + 1, 'filler', 'of', 'distinct');
  if (operator.op === 'by' && isListRanked(draft, next)) {
    draft.ranking = { direction: 'desc' };
    draft.showsMeasure = true;
  }
  if (draft.ranking && operator.op === 'by') {
    draft.at = next;
    return readRankingMeasure(draft);
  }
  const agent =
    operator.op === 'by' &&
    (isOperator(draft, draft.at - 1, 'verb') || followsDeed(draft) || describesRow(draft));
  if (agent) {
    draft.at += 1;
    return true;
  }
  if (countsRows(draft) && draft.entity) project(draft, { kind: 'count', table: draft.entity });
  draft.at = next;
  if (!groupByNext(draft)) return true;
  while (isOperator(draft, draft.at, 'and') && operator.op === 'by') {
    const before = draft.at;
    draft.at = skip(draft, draft.at, 'and', 'filler', 'by', 'each');
    if (groupByNext(draft)) continue;
    draft.at = before;
    break;
  }
  return true;
}

/** "Borrowed by members", "ordered in 2025 by members": a table that a participle named. */
function followsDeed(draft: Draft): boolean {
  let at = draft.at - 1;
  while (isWhen(draft, at)) at -= 1;
  const before = draft.chunks[at];
  const isNext = tableNamed(draft.chunks[skip(draft, draft.at + 1)]) !== undefined;
  return isNext && /[^e]ed$/.test(before?.text ?? '') && itemsAt(draft, at).length > 0;
}

function isWhen(draft: Draft, at: number): boolean {
  const kind = draft.chunks[at]?.kind;
  return kind === 'number' || kind === 'period' || isText(draft, at, 'in', 'during');
}

/** "Which books have loans by members from York": rows are listed, nothing is summed up for each of them. */
function describesRow(draft: Draft): boolean {
  const isList = draft.mode === 'where' && draft.entity !== undefined && !draft.select.some(isAggregated);
  const isRanked = draft.order.length > 0 || draft.limit !== undefined || draft.ranking !== undefined;
  const next = skip(draft, draft.at + 1);
  return isList && !isRanked && !draft.counting && tableNamed(draft.chunks[next]) !== undefined;
}

/** "Who enrolled in 2 programs in one semester", "who bought from every vendor": nothing is summed up for each. */
function isWithinOne(draft: Draft): boolean {
  const isOne = / (single|one)$|\bevery$/i.test(draft.chunks[draft.at]?.text ?? '');
  return isOne && draft.mode === 'where' && !draft.select.some(isAggregated) && draft.order.length === 0;
}

/** "Only used by a single country" groups nothing. */
function isOnlyOne(draft: Draft): boolean {
  let before = draft.at - 1;
  while (isOperator(draft, before, 'verb')) before -= 1;
  return isText(draft, before, 'only') && / (single|one)$/i.test(draft.chunks[draft.at]?.text ?? '');
}

/** One group: a unit of time, a column or a table. */
function groupByNext(draft: Draft): boolean {
  const unit = unitAt(draft, draft.at);
  if (unit && (itemsAt(draft, draft.at)[0]?.score ?? 0) < 0.95) return groupByUnit(draft, unit, draft.at + 1);
  return itemsAt(draft, draft.at).length > 0 && groupByItem(draft);
}

function groupByItem(draft: Draft): boolean {
  const picked = pickItem(draft, itemsAt(draft, draft.at), 'column');
  if (!picked || picked.kind === 'measure') return false;
  if (draft.negated) throw new Unreadable('it is not clear what is denied');
  if (picked.kind === 'table') {
    draft.groupTables.push(picked.table);
    draft.focus = [picked.table, ...draft.focus.filter(({ key }) => key !== picked.table.key)];
  } else if (isSortedBy(draft, picked.column)) {
    draft.order.push({ by: picked, direction: 'asc' });
  } else {
    refuseTwins(draft, picked.column, itemsAt(draft, draft.at));
    draft.groups.push(picked);
  }
  draft.at += 1;
  return true;
}

function groupByUnit(draft: Draft, unit: TimeUnit, next: number): boolean {
  const column = dateColumn(draft);
  if (!column) throw new Unreadable(`no date to group by ${unit}`);
  // A column of years is no date to take the year of.
  if (column.kind === 'number' && unit !== 'year') throw new Unreadable(`no date to group by ${unit}`);
  draft.groups.push(column.kind === 'number' ? { kind: 'column', column } : { kind: 'bucket', unit, column });
  draft.at = next;
  return true;
}

function unitAt(draft: Draft, at: number): TimeUnit | undefined {
  const text = draft.chunks[at]?.text.toLowerCase().replace(/s$/, '') ?? '';
  return isUnitWord(text) ? text : undefined;
}

/** "Top 5 products by …": what ranks them. */
function readRankingMeasure(draft: Draft): boolean {
  const direction = draft.ranking?.direction ?? 'desc';
  const counted = isOperator(draft, draft.at, 'count');
  if (counted || isOperator(draft, draft.at, 'aggregate'))
    return readRankingAggregate(draft, direction, counted);
  const picked = pickItem(
    draft,
    itemsAt(draft, draft.at),
    'column',
    ({ kind }) => kind === 'number' || kind === 'date',
  );
  if (!picked) throw new Unreadable(`"${draft.chunks[draft.at]?.text ?? 'by'}" is no measure to rank by`);
  draft.order.push({ by: rankedBy(draft, picked), direction });
  draft.ranking = undefined;
  draft.at += 1;
  return true;
}

function readRankingAggregate(draft: Draft, direction: 'asc' | 'desc', counted: boolean): boolean {
  const operator = operatorAt(draft);
  const next = skip(draft, draft.at + 1);
  draft.at = next;
  const picked = pickItem(draft, itemsAt(draft, next), counted ? 'table' : 'column');
  if (!picked) throw new Unreadable('no measure to rank by');
  if (picked.kind === 'table') draft.order.push({ by: { kind: 'count', table: picked.table }, direction });
  else if (picked.kind === 'column' && operator?.op === 'aggregate') {
    draft.order.push({ by: { kind: 'aggregate', fn: operator.fn, column: picked.column }, direction });
  } else if (picked.kind === 'measure') draft.order.push({ by: picked, direction });
  else throw new Unreadable('no measure to rank by');
  draft.ranking = undefined;
  draft.at = next + 1;
  return true;
}

/** "List the products by price": rows that are not summed up are sorted by a figure or a date. */
function isSortedBy(draft: Draft, column: Column): boolean {
  const listed = draft.entity !== undefined && !draft.counting && !draft.select.some(isAggregated);
  const isBy = isOperator(draft, draft.at - 1, 'by') && draft.limit === undefined;
  return (
    listed && isBy && (column.kind === 'number' || column.kind === 'date') && !isKey(draft.schema, column)
  );
}

/** "Employees by number of orders": a list of names is ranked by a figure, there is nothing to group. */
function isListRanked(draft: Draft, at: number): boolean {
  if (draft.ranking || draft.select.length > 0 || !draft.entity || draft.order.length > 0) return false;
  return isOperator(draft, at, 'count', 'aggregate') || itemsAt(draft, at)[0]?.item.kind === 'measure';
}

/** "Loans per year": how many there are, when nothing else is asked of them. */
function countsRows(draft: Draft): boolean {
  const isPer = draft.chunks[draft.at]?.text.toLowerCase() === 'per';
  const asksNothing = draft.select.length === 0 && !draft.counting && draft.limit === undefined;
  return isPer && asksNothing && !draft.askedUnit && draft.order.length === 0 && draft.mode === 'select';
}

/** "Shippers by freight": figures of many rows for each are added up, where that makes sense. */
function rankedBy(draft: Draft, picked: Picked): Expression {
  if (picked.kind === 'table') return { kind: 'count', table: picked.table };
  if (picked.kind === 'measure' || !draft.entity || picked.column.table === draft.entity.key) return picked;
  const { column } = picked;
  if (!parentsOf(draft.schema, column.table).includes(draft.entity.key)) return picked;
  if (
    column.kind !== 'number' ||
    isRate(column) ||
    /price|age|year|rank|rating|score/i.test(`${column.name} ${column.description}`)
  )
    throw new Unreadable(`say what of the ${column.name} is meant: the total, the average or the highest`);
  return { kind: 'aggregate', fn: 'sum', column };
}
