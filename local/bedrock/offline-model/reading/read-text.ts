import { displayColumns } from '../query/display-columns.ts';
import type { Column } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import { addCondition } from './add-condition.ts';
import type { Draft } from './draft.ts';
import { isPlainName } from './name-of.ts';
import { itemsAt, operatorAt, skip, tableNamed } from './peek.ts';
import { resolveColumn } from './resolve-column.ts';

/** "Named 'X'", "whose title contains 'X'", "the stadium 'X'": text that no known literal equals. */
export function readText(draft: Draft): boolean {
  const operator = operatorAt(draft);
  if (operator?.op === 'like') return readLike(draft, operator.where);
  if (operator?.op === 'named') {
    draft.at = skip(draft, draft.at + 1);
    const table = draft.focus[0];
    const [column, ...more] = table ? displayColumns(draft.schema, table) : [];
    if (column && more.length === 0) draft.pending = { expression: { kind: 'column', column }, text: 'name' };
    return true;
  }
  const chunk = draft.chunks[draft.at];
  if (chunk?.kind !== 'quoted' && chunk?.kind !== 'proper') return false;
  if (chunk.kind === 'quoted' && readWithin(draft, chunk.text)) return true;
  const column = textColumn(draft);
  if (chunk.kind === 'proper') assumeValue(draft, column, chunk.text);
  draft.pending = undefined;
  draft.at += 1;
  addCondition(draft, { kind: 'among', column, literals: [chunk.text], negated: draft.negated });
  draft.negated = false;
  return true;
}

function readLike(draft: Draft, where: 'start' | 'end' | 'anywhere'): boolean {
  const next = draft.at + 1;
  const at = /^[A-Z]$/.test(draft.chunks[next]?.text ?? '') ? next : skip(draft, next, 'filler', 'of');
  const chunk = draft.chunks[at];
  const isText = chunk?.kind === 'quoted' || chunk?.kind === 'value' || chunk?.kind === 'proper';
  if (!chunk || !(isText || /^[A-Z]$/.test(chunk.text))) return false;
  const column = textColumn(draft);
  const text = chunk.text.replace(/[\\%_]/g, '\\$&');
  const pattern = `${where === 'start' ? '' : '%'}${text}${where === 'end' ? '' : '%'}`;
  addCondition(draft, { kind: 'like', column, pattern, negated: draft.negated });
  draft.negated = false;
  draft.pending = undefined;
  draft.at = at + 1;
  return true;
}

/** The column named just before, else the name of the table named just before. */
function textColumn(draft: Draft): Column {
  const pending = draft.pending?.expression;
  if (pending?.kind === 'column' && pending.column.kind === 'text') return pending.column;
  const before = tableNamed(draft.chunks[draft.at - 1]);
  const [only, ...more] = before ? displayColumns(draft.schema, before) : [];
  if (only?.kind === 'text' && more.length === 0) return only;
  throw new Unreadable(`"${draft.chunks[draft.at]?.text}" is no known value`);
}

/** A name without quotes is believed only where the values shown leave room for it. */
function assumeValue(draft: Draft, column: Column, text: string): void {
  if (column.valuesComplete) throw new Unreadable(`"${text}" is no known ${column.name}`);
  draft.assumptions.push(`"${text}" is taken as a value of ${column.name}`);
}

/** "Have 'Foods' in their name": the column comes after its text. */
function readWithin(draft: Draft, text: string): boolean {
  const at = skip(draft, draft.at + 1);
  const column = draft.chunks[draft.at + 1]?.text.toLowerCase() === 'in' ? textAt(draft, at) : undefined;
  if (!column) return false;
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  addCondition(draft, { kind: 'like', column, pattern, negated: draft.negated });
  draft.negated = false;
  draft.at = at + 1;
  return true;
}

function textAt(draft: Draft, at: number): Column | undefined {
  const [table] = draft.focus;
  if (isPlainName(draft.chunks[at]?.text ?? '')) {
    const [column, ...more] = table ? displayColumns(draft.schema, table) : [];
    return column?.kind === 'text' && more.length === 0 ? column : undefined;
  }
  return resolveColumn(draft, itemsAt(draft, at), ({ kind }) => kind === 'text');
}
