import type { Comparison } from '../linking/operators.ts';
import type { Column, Table } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import { addCondition } from './add-condition.ts';
import type { Draft } from './draft.ts';
import { isOperator, itemsAt, operatorAt, skip, tableNamed } from './peek.ts';
import { pickItem } from './pick-item.ts';
import { scaleColumn, turnedBy } from './scale-column.ts';

/** "Above the average [age]", "more expensive than the average", "more than the average number of orders". */
export function readAverage(draft: Draft, comparison: Comparison, adjective: string | undefined): boolean {
  const operator = operatorAt(draft);
  if (operator?.op !== 'aggregate' || operator.fn === 'sum')
    throw new Unreadable('a total can not be compared with');
  const at = skip(draft, draft.at + 1);
  if (operator.fn === 'avg' && isOperator(draft, at, 'count')) return readUsualCount(draft, comparison, at);
  const { fn } = operator;
  const named = pendingColumn(draft) ?? namedColumn(draft, at);
  const scaled = named ? undefined : adjective && scaledColumn(draft, adjective);
  const column = named ?? (scaled ? scaled.column : undefined);
  if (!column) throw new Unreadable('it is not clear which average is meant');
  draft.at = namedColumn(draft, at) ? at + 1 : at;
  draft.pending = undefined;
  const turned = scaled ? turnedBy(scaled.direction, comparison) : comparison;
  addCondition(draft, { kind: 'extreme', column, comparison: turned, fn });
  return true;
}

/** "More orders than average". */
export function readMoreThanUsual(draft: Draft, comparison: Comparison, at: number): boolean {
  const table = tableNamed(draft.chunks[at]);
  const next = skip(draft, at + 1);
  const operator = operatorAt(draft, next);
  if (!table || operator?.op !== 'aggregate' || operator.fn !== 'avg') return false;
  draft.at = next + 1;
  addUsual(draft, table, comparison);
  return true;
}

function readUsualCount(draft: Draft, comparison: Comparison, at: number): boolean {
  const next = skip(draft, at + 1);
  const table = tableNamed(draft.chunks[next]);
  if (!table) throw new Unreadable('it is not clear which average is meant');
  draft.at = next + 1;
  addUsual(draft, table, comparison);
  return true;
}

function addUsual(draft: Draft, table: Table, comparison: Comparison): void {
  addCondition(draft, {
    kind: 'related',
    table,
    negated: false,
    where: [],
    count: { comparison, value: 'average' },
  });
}

function pendingColumn(draft: Draft): Column | undefined {
  return draft.pending?.expression.kind === 'column' ? draft.pending.expression.column : undefined;
}

function namedColumn(draft: Draft, at: number): Column | undefined {
  const before = draft.at;
  draft.at = at;
  const picked = pickItem(draft, itemsAt(draft, at), 'column', ({ kind }) => kind === 'number');
  draft.at = before;
  return picked?.kind === 'column' ? picked.column : undefined;
}

function scaledColumn(draft: Draft, adjective: string) {
  for (const table of draft.focus) {
    const scaled = scaleColumn(draft, table, adjective, 'desc');
    if (scaled?.column.kind === 'number') return scaled;
  }
  return undefined;
}
