import { dayPeriod, yearPeriod } from '../linking/period.ts';
import type { Column } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import { addCondition } from './add-condition.ts';
import { dateColumn, isYearColumn } from './date-column.ts';
import type { Draft } from './draft.ts';
import { isOperator, operatorAt, skip } from './peek.ts';

interface Bound {
  readonly from: string;
  readonly to: string;
  readonly value?: number;
}

/** "Between 10 and 20", "between 2020 and 2022", "between March 2024 and May 2024". */
export function readBetween(draft: Draft): boolean {
  if (operatorAt(draft)?.op !== 'between') return false;
  const first = skip(draft, draft.at + 1);
  const last = first + 2;
  const low = boundAt(draft, first);
  const high = boundAt(draft, last);
  if (!low || !high || !isOperator(draft, first + 1, 'and'))
    throw new Unreadable('"between" needs two figures');
  draft.at = last + 1;
  const column = columnFor(draft, low);
  draft.pending = undefined;
  if (column.kind === 'date') addCondition(draft, { kind: 'period', column, from: low.from, to: high.to });
  else {
    if (low.value === undefined || high.value === undefined)
      throw new Unreadable(`${column.name} holds no dates`);
    const literal = (value: number) => (column.kind === 'text' ? String(value) : value);
    addCondition(draft, { kind: 'compare', column, comparison: '>=', value: literal(low.value) });
    addCondition(draft, { kind: 'compare', column, comparison: '<=', value: literal(high.value) });
  }
  return true;
}

function columnFor(draft: Draft, low: Bound): Column {
  const expression = draft.pending?.expression;
  if (expression?.kind === 'column') return expression.column;
  const year = low.value === undefined || (low.value > 1500 && low.value < 2200);
  const column = year && !expression ? dateColumn(draft) : undefined;
  if (column && (column.kind === 'date' || isYearColumn(column))) return column;
  throw new Unreadable('it is not clear what lies between');
}

function boundAt(draft: Draft, at: number): Bound | undefined {
  const chunk = draft.chunks[at];
  if (chunk?.kind === 'period') return chunk.period;
  if (chunk?.kind !== 'number') return undefined;
  const { value } = chunk;
  const year =
    Number.isInteger(value) && value > 0 && value < 9999 ? yearPeriod(value) : dayPeriod('2000-01-01');
  return { ...year, value };
}
