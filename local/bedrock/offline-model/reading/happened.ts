import { type Condition, columnsOf, type Expression } from '../query/query.ts';
import type { Column } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import type { Draft } from './draft.ts';
import { isOperator, isText, tableNamed } from './peek.ts';
import { resolveColumn } from './resolve-column.ts';

const PARTICIPLE = /([^e]ed|ent|ught|ept|old)$/i;
/** What makes a difference between rows that are there, unlike "placed" and "made". */
const CHANGES = /^(shipped|delivered|returned|processed)$/i;

/**
 * "Shipped orders", "orders shipped to Germany": a participle that names a date says that it has happened, so the
 * date is not empty. Nothing is added where that date is spoken of already.
 */
export function happened(draft: Draft): Condition[] {
  const found = draft.chunks.flatMap((chunk, at): Column[] => {
    if (chunk.kind !== 'operator' || !PARTICIPLE.test(chunk.text)) return [];
    if (!chunk.hints) return refuseUntold(draft, at);
    if (isDenied(draft, at)) return [];
    const column = resolveColumn({ ...draft, at }, chunk.hints, (one) => one.kind === 'date');
    if (!column || isToldOf(draft, column) || isAbsent(draft, column)) return [];
    refusePartOfShare(draft, at);
    return [column];
  });
  return [...new Set(found)].map((column) => ({ kind: 'null', column, negated: true }));
}

/** "How many orders were delivered?", where nothing tells which ones were. */
function refuseUntold(draft: Draft, at: number): [] {
  const { text = '' } = draft.chunks[at] ?? {};
  const isLast = at + 1 >= draft.chunks.length || isOperator(draft, at + 1, 'stop');
  const isSaid = isLast || tableNamed(draft.chunks[at + 1]) === draft.entity;
  if (CHANGES.test(text) && isSaid && !draft.asksWhen && draft.entity && draft.conditions.length === 0)
    throw new Unreadable(`nothing tells which ${draft.entity.name} were ${text.toLowerCase()}`);
  return [];
}

/** "Not shipped to Germany" may be shipped elsewhere, or not yet. */
function isDenied(draft: Draft, at: number): boolean {
  let before = at - 1;
  while (isOperator(draft, before, 'filler', 'verb')) before -= 1;
  return isOperator(draft, before, 'not', 'without', 'opposite');
}

/** Whether there are no rows that the date could be of. */
function isAbsent({ related, conditions }: Draft, { table }: Column): boolean {
  const denied = conditions.flatMap((one) => (one.kind === 'related' ? [one] : []));
  return [...related, ...denied].some((one) => one.negated && one.table.key === table);
}

/** Whether a condition, or what is shown, speaks of the date. */
function isToldOf(draft: Draft, column: Column): boolean {
  const shown = [...draft.select, ...draft.order.map(({ by }) => by)];
  const isShown = (one: Expression) => one.kind !== 'bucket' && columnsOf(one).includes(column);
  return isConditionOn(draft.conditions, column) || shown.some(isShown) || draft.asksWhen;
}

function isConditionOn(conditions: readonly Condition[], column: Column): boolean {
  return conditions.some((one) =>
    one.kind === 'related'
      ? isConditionOn(one.where, column)
      : one.column === column || (one.kind === 'columns' && one.other === column),
  );
}

/** Of "what percentage of shipped orders …" it is the whole, not the part. */
function refusePartOfShare(draft: Draft, at: number): void {
  if (draft.share && tableNamed(draft.chunks[at + 1]) && !isText(draft, at - 1, 'are', 'were'))
    throw new Unreadable('it is not clear which part the share is of');
}
