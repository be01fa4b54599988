import type { Measure } from '../lexicon/item.ts';
import type { Comparison } from '../linking/operators.ts';
import { type Column, tableOf } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import { addCondition } from './add-condition.ts';
import { mainDate } from './date-column.ts';
import type { Draft } from './draft.ts';
import { mention, project } from './mention.ts';
import { isOperator, operatorAt } from './peek.ts';
import { resolveColumn } from './resolve-column.ts';

interface Span {
  readonly start: Column;
  readonly end: Column;
  /** Where the verb stands that tells the end. */
  readonly at: number;
}

/** "How long does it take on average to ship an order": days from a row's own date to that of the verb. */
export function readDuration(draft: Draft): boolean {
  if (operatorAt(draft)?.op !== 'howLong') return false;
  const span = spanAhead(draft, draft.at + 1);
  if (!span) throw new Unreadable('no two dates tell how long');
  const { start, end, at } = span;
  const days: Measure = { label: 'average number of days', parts: ['avg(', end, ' - ', start, ')'] };
  project(draft, { kind: 'measure', measure: days });
  mention(draft, tableOf(draft.schema, start.table));
  draft.assumptions.push(`counted in days from ${start.name} to ${end.name}`);
  draft.mode = 'where';
  draft.at = at + 1;
  return true;
}

/** "Took longer than 20 days to ship". */
export function readLongerThan(draft: Draft, comparison: Comparison, days: number): boolean {
  const isDays = /^days?$/i.test(draft.chunks[draft.at + 1]?.text ?? '');
  const span = isDays ? spanAhead(draft, draft.at + 2) : undefined;
  if (!span) return false;
  addCondition(draft, { kind: 'columns', column: span.end, comparison, other: span.start, plus: days });
  draft.at = span.at + 1;
  return true;
}

/** The date of the next verb and the main date of the same table; nothing else may stand between. */
function spanAhead(draft: Draft, from: number): Span | undefined {
  for (let at = from; at < draft.chunks.length; at += 1) {
    const chunk = draft.chunks[at];
    const isLight = isOperator(draft, at, 'filler', 'of', 'verb', 'show') || isAverage(draft, at);
    if (chunk?.kind !== 'operator' || !isLight) return undefined;
    const end = chunk.hints && resolveColumn(draft, chunk.hints, ({ type }) => type === 'date');
    const start = end && mainDate(tableOf(draft.schema, end.table));
    if (start && end && start !== end && start.type === 'date') return { start, end, at };
  }
  return undefined;
}

function isAverage(draft: Draft, at: number): boolean {
  const operator = operatorAt(draft, at);
  return operator?.op === 'aggregate' && operator.fn === 'avg';
}
