import { stem } from '../language/stem.ts';
import { displayColumns } from '../query/display-columns.ts';
import { type Column, tableOf } from '../schema/schema.ts';
import { isConditioned } from './add-condition.ts';
import type { Draft } from './draft.ts';
import { mention, project } from './mention.ts';
import { itemsAt } from './peek.ts';
import { type Picked, pickItem } from './pick-item.ts';

/** A name: asked for, counted, or the subject of a condition, by where it stands. */
export function readItem(draft: Draft): boolean {
  const items = itemsAt(draft, draft.at);
  if (items.length === 0) return false;
  const picked = pickItem(draft, items, 'table');
  if (!picked) return false;
  const text = draft.chunks[draft.at]?.text ?? '';
  if (draft.counting) count(draft, picked, draft.counting.distinct);
  else if (draft.mode === 'select') ask(draft, picked, text);
  else describe(draft, picked, text);
  draft.at += 1;
  return true;
}

function count(draft: Draft, picked: Picked, distinct: boolean): void {
  draft.counting = undefined;
  if (picked.kind === 'measure') {
    project(draft, picked);
    return;
  }
  const table = picked.kind === 'table' ? picked.table : tableOf(draft.schema, picked.column.table);
  mention(draft, table);
  const whole = picked.kind === 'table' && !distinct;
  project(draft, whole ? { kind: 'count', table } : { kind: 'count', table, ...columnCounted(picked) });
}

function columnCounted(picked: Picked) {
  return picked.kind === 'column' ? { column: picked.column } : {};
}

function ask(draft: Draft, picked: Picked, text: string): void {
  if (picked.kind === 'measure') project(draft, picked);
  else if (picked.kind === 'table') mention(draft, picked.table);
  else askColumn(draft, picked.column, text);
}

function askColumn(draft: Draft, named: Column, text: string): void {
  const table = tableOf(draft.schema, named.table);
  const display = displayColumns(draft.schema, table);
  // "Name" of somebody whose name is kept in two columns means both.
  const whole = stem(text) === stem('name') && display.length > 1 && display.includes(named);
  for (const column of whole ? display : [named]) project(draft, { kind: 'column', column });
  if (!draft.focus.some(({ key }) => key === table.key)) draft.focus.push(table);
}

function describe(draft: Draft, picked: Picked, text: string): void {
  if (picked.kind === 'table') {
    const { table } = picked;
    const known = draft.focus.some(({ key }) => key === table.key);
    draft.focus = [table, ...draft.focus.filter(({ key }) => key !== table.key)];
    if (!known) draft.related.push({ table, negated: draft.negated, where: [] });
    draft.negated = false;
    return;
  }
  if (picked.kind === 'column' && isConditioned(draft, picked.column)) return;
  if (draft.pending) draft.unread.push(draft.pending.text);
  draft.pending = { expression: picked, text };
}
