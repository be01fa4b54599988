import { parentsOf } from '../joins/join-path.ts';
import { displayColumns } from '../query/display-columns.ts';
import { type Column, isFlag, isKey, type Table, tableOf } from '../schema/schema.ts';
import { addCondition, isConditioned } from './add-condition.ts';
import type { Draft } from './draft.ts';
import { mention, project } from './mention.ts';
import { isPlainName, nameColumns } from './name-of.ts';
import { isOperator, itemsAt, skip, tableNamed } from './peek.ts';
import { type Picked, pickItem } from './pick-item.ts';
import { Unreadable } from './unreadable.ts';

/** A name: asked for, counted, or the subject of a condition, by where it stands. */
export function readItem(draft: Draft): boolean {
  if (isOperator(draft, draft.at, 'nameOf')) return readNameOf(draft);
  const items = itemsAt(draft, draft.at);
  if (items.length === 0) return false;
  const text = draft.chunks[draft.at]?.text ?? '';
  if (draft.mode === 'select' && !draft.counting && isPlainName(text)) {
    if (isRepeatedByName(draft)) return true;
    if (readNameOf(draft)) return true;
  }
  const picked = pickItem(draft, items, 'table');
  if (!picked) return false;
  if (picked.kind === 'column' && isFlag(picked.column) && isPredicate(draft)) addFlag(draft, picked.column);
  else if (draft.counting) count(draft, picked, draft.counting.distinct);
  else if (picked.kind === 'column' && isFollowedByOwnValue(draft, picked.column))
    describe(draft, picked, text);
  else if (picked.kind === 'column' && isMereVerb(draft, picked.column, text)) draft.mode = 'where';
  else if (draft.mode === 'select' && !isParticiple(draft, text)) ask(draft, picked);
  else describe(draft, picked, text);
  draft.at += 1;
  return true;
}

/** "The genre name", genre being a column itself: the word adds nothing. */
function isRepeatedByName(draft: Draft): boolean {
  const before = draft.chunks[draft.at - 1];
  if (before?.kind !== 'items' || tableNamed(before) || draft.select.at(-1)?.kind !== 'column') return false;
  draft.at += 1;
  return true;
}

/** "Name" where no column is called so: whatever tells the rows of the table apart. */
function readNameOf(draft: Draft): boolean {
  const columns = nameColumns(draft);
  const [only, ...more] = columns;
  if (!only) return false;
  if (draft.mode === 'where') {
    if (more.length > 0) return false;
    draft.pending = { expression: { kind: 'column', column: only }, text: 'name' };
    draft.at += 1;
    return true;
  }
  for (const column of columns) project(draft, { kind: 'column', column });
  draft.at += 1;
  return true;
}

/** "Books priced above …": right after the thing asked about, a participle describes it. */
function isParticiple(draft: Draft, text: string): boolean {
  return (
    /[^e]ed$/.test(text) &&
    draft.entity !== undefined &&
    tableNamed(draft.chunks[draft.at - 1]) === draft.entity
  );
}

/** "Shared by", where a column is only called share: the verb ties things together and names nothing. */
function isMereVerb(draft: Draft, { name }: Column, text: string): boolean {
  const asked = draft.select.length > 0 || draft.entity !== undefined;
  return (
    asked &&
    /[^e]ed$/.test(text) &&
    !name.toLowerCase().includes(text) &&
    isOperator(draft, draft.at + 1, 'by')
  );
}

/** "Are discontinued", "discontinued products": a yes-or-no column is a condition, unless it is compared or listed. */
function isPredicate(draft: Draft): boolean {
  const next = skip(draft, draft.at + 1);
  const listed = isOperator(draft, draft.at - 1, 'and') || isOperator(draft, next, 'and', 'compare', 'or');
  return !listed && draft.chunks[next]?.kind !== 'number' && draft.chunks[next]?.kind !== 'value';
}

function addFlag(draft: Draft, column: Column): void {
  const { mode } = draft;
  addCondition(draft, { kind: 'flag', column, negated: draft.negated });
  draft.negated = false;
  draft.mode = mode;
}

function count(draft: Draft, picked: Picked, distinct: boolean): void {
  draft.counting = undefined;
  if (picked.kind === 'measure') {
    project(draft, picked);
    return;
  }
  const table = picked.kind === 'table' ? picked.table : tableOf(draft.schema, picked.column.table);
  mention(draft, table);
  const whole = picked.kind === 'table';
  if (picked.kind === 'column' && isFigure(draft, picked.column) && !distinct) {
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

function ask(draft: Draft, picked: Picked): void {
  if (picked.kind === 'measure') project(draft, picked);
  else if (picked.kind === 'table') askTable(draft, picked.table);
  else askColumn(draft, picked.column);
}

/** A second table in the list of what is wanted ("and their courses") is shown by its names. */
function askTable(draft: Draft, table: Table): void {
  const first = draft.entity;
  const listed =
    isOperator(draft, draft.at - 1, 'and') || isOperator(draft, skipBack(draft, draft.at - 1), 'and');
  mention(draft, table);
  if (!listed || first?.key === table.key) return;
  const shown = draft.select.length > 0 || !first ? [table] : [first, table];
  for (const column of shown.flatMap((one) => displayColumns(draft.schema, one))) {
    project(draft, { kind: 'column', column });
  }
}

function skipBack(draft: Draft, from: number): number {
  let at = from;
  while (isOperator(draft, at, 'filler')) at -= 1;
  return at;
}

function askColumn(draft: Draft, named: Column): void {
  const table = tableOf(draft.schema, named.table);
  project(draft, { kind: 'column', column: named });
  if (draft.ranking && draft.select.length === 1)
    draft.showsMeasure = draft.limit !== undefined && draft.limit > 1;
  if (!draft.focus.some(({ key }) => key === table.key)) draft.focus.push(table);
}

/** "Country France", "state 'NY'", "directed by Ben Jones": the value makes the name a condition. */
function isFollowedByOwnValue(draft: Draft, { table, name, kind }: Column): boolean {
  const at = skip(draft, draft.at + 1, 'filler', 'of', 'named', 'by');
  const next = draft.chunks[at];
  if (next?.kind === 'number') {
    const after = skip(draft, at + 1);
    return (
      kind === 'number' &&
      itemsAt(draft, after).length === 0 &&
      !isOperator(draft, after, 'superlative', 'top')
    );
  }
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
    const denied = draft.related.at(-1);
    if (denied?.negated && !isOperator(draft, draft.at - 1, 'and')) {
      if (parentsOf(draft.schema, denied.table.key).includes(table.key)) return;
      throw new Unreadable('it is not clear how far the denial goes');
    }
    if (!known) draft.related.push({ table, negated: draft.negated, where: [] });
    draft.negated = false;
    return;
  }
  if (picked.kind === 'column' && isConditioned(draft, picked.column)) return;
  if (draft.pending) draft.unread.push(draft.pending.text);
  draft.pending = { expression: picked, text };
}
