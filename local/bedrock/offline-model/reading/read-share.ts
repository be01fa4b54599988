import { parentsOf } from '../joins/join-path.ts';
import { type Condition, type Expression, isSummable } from '../query/query.ts';
import { Unreadable } from '../unreadable.ts';
import type { Draft } from './draft.ts';
import { project } from './mention.ts';
import { isOperator, itemsAt, operatorAt, skip, tableNamed } from './peek.ts';
import { pickItem } from './pick-item.ts';

/** "What share of orders …", "the percentage of revenue …": what it is a share of comes next. */
export function readShare(draft: Draft): boolean {
  const operator = operatorAt(draft);
  if (operator?.op !== 'share' || draft.select.length > 0) return false;
  const next = skip(draft, draft.at + 1, 'filler', 'of', 'aggregate');
  draft.at = next;
  const picked = pickItem(draft, itemsAt(draft, next), 'table', ({ kind }) => kind === 'number');
  if (!picked) throw new Unreadable('it is not clear what the share is taken of');
  draft.share = { percent: operator.percent };
  if (picked.kind === 'table') draft.counting = { distinct: false };
  else {
    project(
      draft,
      picked.kind === 'column' ? { kind: 'aggregate', fn: 'sum', column: picked.column } : picked,
    );
    draft.mode = 'where';
    draft.at = next + 1;
  }
  return true;
}

const PREDICATE = /^(is|are|was|were|has|have|had|did|do|does|come|comes|came)$/i;

/** "Of the orders in 2024 … were late": what comes after the verb is the part, what comes before it the whole. */
export function notePredicate(draft: Draft): void {
  const asked = draft.select.length > 0;
  const isVerb = PREDICATE.test(draft.chunks[draft.at]?.text ?? '') || isOnlyVerb(draft);
  if (draft.share && asked && isVerb) draft.share.part ??= draft.conditions.length;
}

/** "Customers placed an order": the verb right behind, where no other follows ("orders shipped in 2024 were late"). */
function isOnlyVerb(draft: Draft): boolean {
  const isVerb = isOperator(draft, draft.at, 'verb') && tableNamed(draft.chunks[draft.at - 1]) !== undefined;
  return isVerb && !draft.chunks.slice(draft.at).some(({ text }) => PREDICATE.test(text));
}

/** "Placed an order in 2025": a date of other rows than those looked at tells what they did. */
function isDeed({ schema, entity, share }: Draft, condition: Condition): boolean {
  if (condition.kind !== 'period' || !entity || share?.part === undefined) return false;
  return ![entity.key, ...parentsOf(schema, entity.key)].includes(condition.column.table);
}

/** The outputs as shares, and the conditions that hold for the whole. */
export function asShare(
  draft: Draft,
  select: readonly Expression[],
  conditions: readonly Condition[],
): { select: readonly Expression[]; conditions: readonly Condition[] } {
  if (!draft.share) return { select, conditions };
  const { part = 0 } = draft.share;
  const percent = draft.share.percent || draft.asksPercent;
  const grouped = draft.groups.length + draft.groupTables.length > 0;
  // "… in 2024" says which rows are looked at, wherever it stands.
  const told = conditions.filter((one, at) => at >= part && one.kind !== 'period');
  const where = told.length > 0 ? told : conditions.filter((one, at) => at >= part && isDeed(draft, one));
  const [of, ...more] = select;
  if (!of || more.length > 0 || !isSummable(of) || (!grouped && where.length === 0))
    throw new Unreadable('it is not clear which part the share is of');
  return {
    select: [{ kind: 'share', of, percent, where }],
    conditions: conditions.filter((one) => !where.includes(one)),
  };
}
