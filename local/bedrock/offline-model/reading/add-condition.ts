import { parentsOf } from '../joins/join-path.ts';
import type { Condition } from '../query/query.ts';
import type { Column, Table } from '../schema/schema.ts';
import type { Draft } from './draft.ts';
import { noneOfRows } from './no-figure.ts';
import { isOperator, isText, skip } from './peek.ts';
import { scalePercent } from './percent.ts';

/** Adds a condition: to the rows said not to exist when it speaks of them, else to the question's rows. */
export function addCondition(draft: Draft, told: Condition): void {
  draft.mode = 'where';
  const condition = inClause(draft, scalePercent(draft, told));
  const column = 'column' in condition ? condition.column : undefined;
  const absent = draft.related.find(
    ({ negated, table }) => negated && speaksOf(draft, table, condition, column),
  );
  if (absent) absent.where.push(condition);
  else draft.conditions.push(noneOfRows(draft, condition));
}

/** "… and placed orders …": a further deed, of which may be told what the one before did not meet. */
function inClause(draft: Draft, condition: Condition): Condition {
  if (condition.kind === 'related') return condition;
  const deeds = draft.chunks.slice(0, draft.at).filter((_, at) => {
    const next = skip(draft, at + 1, 'filler', 'relative', 'who');
    return isText(draft, at, 'and', 'as well as') && next < draft.at && isDeed(draft, next);
  });
  return deeds.length === 0 ? condition : { ...condition, clause: deeds.length };
}

function isDeed(draft: Draft, at: number): boolean {
  return isOperator(draft, at, 'verb') || /[^e]ed$/.test(draft.chunks[at]?.text ?? '');
}

/** Whether a condition already speaks of this column. */
export function isConditioned(draft: Draft, column: Column): boolean {
  return draft.conditions.some((condition) => 'column' in condition && condition.column === column);
}

/** A date tells when a row or the one it belongs to came about: "not sold in 2025" by the order's date. */
function speaksOf(draft: Draft, { key }: Table, { kind }: Condition, column: Column | undefined): boolean {
  if (!column) return false;
  if (column.table === key) return true;
  return (
    kind === 'period' &&
    column.table !== draft.entity?.key &&
    parentsOf(draft.schema, key).includes(column.table)
  );
}
