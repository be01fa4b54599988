import { type Column, isForeignKey, isKey, tableOf } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import type { Draft } from './draft.ts';
import { mention, project } from './mention.ts';
import { isOperator } from './peek.ts';
import type { Picked } from './pick-item.ts';

/** What "how many" counts: rows of a table, distinct values of a column, or a figure that is a number already. */
export function countItem(draft: Draft, picked: Picked, distinct: boolean): void {
  draft.counting = undefined;
  if (picked.kind === 'measure') {
    project(draft, picked);
    return;
  }
  if (picked.kind === 'column' && isForeignKey(draft.schema, picked.column)) {
    throw new Unreadable('rows that point at rows of their own table are beyond me');
  }
  const table = picked.kind === 'table' ? picked.table : tableOf(draft.schema, picked.column.table);
  mention(draft, table);
  const whole = picked.kind === 'table';
  if (picked.kind === 'column' && isFigure(draft, picked.column) && !distinct) {
    draft.figure = picked.column;
    project(draft, picked);
    return;
  }
  project(draft, whole ? { kind: 'count', table } : { kind: 'count', table, ...columnCounted(picked) });
  if (!isOperator(draft, draft.at + 1, 'and')) draft.mode = 'where';
}

/** "How many cylinders": the column holds the number already. */
function isFigure(draft: Draft, column: Column): boolean {
  return column.kind === 'number' && !isKey(draft.schema, column);
}

function columnCounted(picked: Picked) {
  return picked.kind === 'column' ? { column: picked.column } : {};
}
