import { parentsOf } from '../joins/join-path.ts';
import type { Condition } from '../query/query.ts';
import type { Column, Table } from '../schema/schema.ts';
import type { Draft } from './draft.ts';
import { noneOfRows } from './no-figure.ts';
import { scalePercent } from './percent.ts';

/** Adds a condition: to the rows said not to exist when it speaks of them, else to the question's rows. */
export function addCondition(draft: Draft, told: Condition): void {
  draft.mode = 'where';
  const condition = scalePercent(draft, told);
  const column = 'column' in condition ? condition.column : undefined;
  const absent = draft.related.find(
    ({ negated, table }) => negated && speaksOf(draft, table, condition, column),
  );
  if (absent) absent.where.push(condition);
  else draft.conditions.push(noneOfRows(draft, condition));
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
