import { dayPeriod, yearPeriod } from '../linking/period.ts';
import type { Column } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import { addCondition } from './add-condition.ts';
import { dateColumn, hintedColumn, isYearColumn } from './date-column.ts';
import type { Draft } from './draft.ts';
import { isOperator, isText, itemsAt, operatorAt, skip } from './peek.ts';
import { pickItem } from './pick-item.ts';

interface Bound {
  readonly from: string;
  readonly to: string;
  readonly value?: number;
}

/** "Between 10 and 20", "from 2020 to 2022", "between March and May 2024". */
export function readBetween(draft: Draft): boolean {
  const isBetween = operatorAt(draft)?.op === 'between';
  if (!isBetween && !isText(draft, draft.at, 'from')) return false;
  const first = skip(draft, draft.at + 1);
  const last = first + 2;
  const low = boundAt(draft, first);
  const high = boundAt(draft, last);
  const joined = isBetween
    ? isOperator(draft, first + 1, 'and')
    : isText(draft, first + 1, 'to', 'till', 'until', 'through');
  if (!isBetween && !(low && high && joined)) return false;
  if (!low || !high || !joined) throw new Unreadable('"between" needs two figures');
  draft.at = last + 1;
  const column = columnFor(draft, low) ?? figureAhead(draft);
  if (!column) throw new Unreadable('it is not clear what lies between');
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

/** "Between 10 and 20 units in stock": the name comes after the figures. */
function figureAhead(draft: Draft): Column | undefined {
  const picked = pickItem(draft, itemsAt(draft, draft.at), 'column', ({ kind }) => kind === 'number');
  if (picked?.kind !== 'column') return undefined;
  draft.at += 1;
  return picked.column;
}

function columnFor(draft: Draft, low: Bound): Column | undefined {
  const expression = draft.pending?.expression;
  if (expression?.kind === 'column') return expression.column;
  const measured = hintedColumn(draft, 'number');
  if (low.value !== undefined && measured && !expression) return measured;
  const year = low.value === undefined || (low.value > 1500 && low.value < 2200);
  const column = year && !expression ? dateColumn(draft) : undefined;
  return column && (column.kind === 'date' || isYearColumn(column)) ? column : undefined;
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
