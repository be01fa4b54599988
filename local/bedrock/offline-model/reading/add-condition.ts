import type { Condition } from '../query/query.ts';
import type { Column } from '../schema/schema.ts';
import type { Draft } from './draft.ts';

/** Adds a condition: to the rows said not to exist when it speaks of them, else to the question's rows. */
export function addCondition(draft: Draft, condition: Condition): void {
  draft.mode = 'where';
  const column = 'column' in condition ? condition.column : undefined;
  const absent = draft.related.find(({ negated, table }) => negated && table.key === column?.table);
  if (absent) absent.where.push(condition);
  else draft.conditions.push(condition);
}

/** Whether a condition already speaks of this column. */
export function isConditioned(draft: Draft, column: Column): boolean {
  return draft.conditions.some((condition) => 'column' in condition && condition.column === column);
}
