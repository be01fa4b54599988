import type { Column } from '../schema/schema.ts';
import type { Draft } from './draft.ts';
import { isOperator, itemsAt, skip, tableNamed } from './peek.ts';

/** "Books priced above …", "the most recently aired": a participle that describes what is asked about. */
export function isParticiple(draft: Draft, text: string): boolean {
  const before = draft.chunks[draft.at - 1];
  const describes = draft.entity !== undefined && tableNamed(before) === draft.entity;
  return (
    /[^e]ed$/.test(text) && (describes || /^(most|least) \w+ly$|^most recent$/i.test(before?.text ?? ''))
  );
}

/** "Shared by", where a column is only called share: the verb ties things together and names nothing. */
export function isMereVerb(draft: Draft, { name }: Column, text: string): boolean {
  const asked = draft.select.length > 0 || draft.entity !== undefined;
  return (
    asked &&
    /[^e]ed$/.test(text) &&
    !name.toLowerCase().includes(text) &&
    isOperator(draft, draft.at + 1, 'by')
  );
}

/** "Are discontinued", "discontinued products": a yes-or-no column is a condition, unless it is compared or listed. */
export function isPredicate(draft: Draft): boolean {
  const next = skip(draft, draft.at + 1);
  const isSaid = /^(is|are|was|were)$/i.test(draft.chunks[draft.at - 1]?.text ?? '');
  const listed = isSaid
    ? isOperator(draft, next, 'compare')
    : isOperator(draft, draft.at - 1, 'and') || isOperator(draft, next, 'and', 'compare', 'or');
  return !listed && draft.chunks[next]?.kind !== 'number' && draft.chunks[next]?.kind !== 'value';
}

/** "Country France", "state 'NY'", "directed by Ben Jones": the value makes the name a condition. */
export function isFollowedByOwnValue(draft: Draft, { table, name, kind }: Column): boolean {
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
