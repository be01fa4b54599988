import type { Column } from '../schema/schema.ts';
import type { Draft } from './draft.ts';
import { project } from './mention.ts';
import { isOperator, isText, skip, tableNamed } from './peek.ts';

/**
 * What became of a name that was to be compared: "the lowest price and its product" asks for it after all; else it
 * counts as unread.
 */
export function settlePending(draft: Draft): void {
  const { pending } = draft;
  if (!pending) return;
  draft.pending = undefined;
  if (isListed(draft, pending.at) && !isOfOther(draft, pending)) project(draft, pending.expression);
  else draft.unread.push(pending.text);
}

/** The column of figures that was named and still waits for its comparison. */
export function pendingFigure({ pending }: Draft): Column | undefined {
  const expression = pending?.expression;
  return expression?.kind === 'column' && expression.column.kind === 'number' ? expression.column : undefined;
}

/** "The name of the shop" is no name of employees. */
function isOfOther(draft: Draft, { expression, at }: NonNullable<Draft['pending']>): boolean {
  const owner =
    at === undefined || !isText(draft, at + 1, 'of', 'for')
      ? undefined
      : tableNamed(draft.chunks[skip(draft, at + 1)]);
  return owner !== undefined && expression.kind === 'column' && expression.column.table !== owner.key;
}

/** Whether "and the", "and its", "along with their" stand before. */
function isListed(draft: Draft, at: number | undefined): boolean {
  if (at === undefined || draft.select.length === 0) return false;
  let before = at - 1;
  while (
    isOperator(draft, before, 'filler', 'verb') &&
    isText(draft, before, 'the', 'its', 'their', 'his', 'her', 'corresponding', 'also')
  )
    before -= 1;
  return before < at - 1 && isOperator(draft, before, 'and');
}
