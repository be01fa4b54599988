import type { Table } from '../schema/schema.ts';
import type { Draft } from './draft.ts';

/** Notes that a table was named; the first one in the asking part is what the question is about. */
export function mention(draft: Draft, table: Table): void {
  draft.focus = [table, ...draft.focus.filter(({ key }) => key !== table.key)];
  if (draft.mode === 'select') draft.entity ??= table;
}

/** Adds a column, count or sum to the output, once. */
export function project(draft: Draft, expression: Draft['select'][number]): void {
  const text = JSON.stringify(expression);
  if (!draft.select.some((known) => JSON.stringify(known) === text)) draft.select.push(expression);
}
