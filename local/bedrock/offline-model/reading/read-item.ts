import { type Column, tableOf } from '../schema/schema.ts';
import { isConditioned } from './add-condition.ts';
import type { Draft } from './draft.ts';
import { mention, project } from './mention.ts';
import { isPlainName, nameColumns } from './name-of.ts';
import { isOperator, itemsAt, skip } from './peek.ts';
import { type Picked, pickItem } from './pick-item.ts';
import { Unreadable } from './unreadable.ts';

/** A name: asked for, counted, or the subject of a condition, by where it stands. */
export function readItem(draft: Draft): boolean {
  if (isOperator(draft, draft.at, 'nameOf')) return readNameOf(draft);
  const items = itemsAt(draft, draft.at);
  if (items.length === 0) return false;
  const picked = pickItem(draft, items, 'table');
  if (!picked) return false;
  const text = draft.chunks[draft.at]?.text ?? '';
  if (draft.counting) count(draft, picked);
  else if (picked.kind === 'column' && isFollowedByOwnValue(draft, picked.column))
    describe(draft, picked, text);
  else if (draft.mode === 'select') ask(draft, picked, text);
  else describe(draft, picked, text);
  draft.at += 1;
  return true;
}

/** "Name" where no column is called so: whatever tells the rows of the table apart. */
function readNameOf(draft: Draft): boolean {
  const columns = nameColumns(draft);
  if (draft.mode !== 'select' || columns.length === 0) return false;
  for (const column of columns) project(draft, { kind: 'column', column });
  draft.at += 1;
  return true;
}

function count(draft: Draft, picked: Picked): void {
  draft.counting = undefined;
  if (picked.kind === 'measure') {
    project(draft, picked);
    return;
  }
  const table = picked.kind === 'table' ? picked.table : tableOf(draft.schema, picked.column.table);
  mention(draft, table);
  const whole = picked.kind === 'table';
  project(draft, whole ? { kind: 'count', table } : { kind: 'count', table, ...columnCounted(picked) });
  if (!isOperator(draft, draft.at + 1, 'and')) draft.mode = 'where';
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
  const whole = isPlainName(text) ? nameColumns(draft) : [];
  for (const column of whole.length > 0 ? whole : [named]) project(draft, { kind: 'column', column });
  if (whole.length === 0 && !draft.focus.some(({ key }) => key === table.key)) draft.focus.push(table);
}

/** "Country France", "state 'NY'", "directed by Ben Jones": the value makes the name a condition. */
function isFollowedByOwnValue(draft: Draft, { table, name }: Column): boolean {
  const next = draft.chunks[skip(draft, draft.at + 1, 'filler', 'of', 'named', 'by')];
  return (
    next?.kind === 'value' &&
    next.candidates.some(({ column }) => column.table === table && column.name === name)
  );
}

function describe(draft: Draft, picked: Picked, text: string): void {
  if (picked.kind === 'table') {
    const { table } = picked;
    const known = draft.focus.some(({ key }) => key === table.key);
    draft.focus = [table, ...draft.focus.filter(({ key }) => key !== table.key)];
    if (draft.negated && draft.pending) throw new Unreadable('it is not clear what is denied');
    if (!known) draft.related.push({ table, negated: draft.negated, where: [] });
    draft.negated = false;
    return;
  }
  if (picked.kind === 'column' && isConditioned(draft, picked.column)) return;
  if (draft.pending) draft.unread.push(draft.pending.text);
  draft.pending = { expression: picked, text };
}
