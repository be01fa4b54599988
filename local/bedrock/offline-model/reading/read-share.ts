import { type Condition, type Expression, isSummable } from '../query/query.ts';
import { Unreadable } from '../unreadable.ts';
import type { Draft } from './draft.ts';
import { project } from './mention.ts';
import { itemsAt, operatorAt, skip } from './peek.ts';
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
  if (draft.share && asked && PREDICATE.test(draft.chunks[draft.at]?.text ?? ''))
    draft.share.part ??= draft.conditions.length;
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
  const where = conditions.filter((one, at) => at >= part && one.kind !== 'period');
  const [of, ...more] = select;
  if (!of || more.length > 0 || !isSummable(of) || (!grouped && where.length === 0))
    throw new Unreadable('it is not clear which part the share is of');
  return {
    select: [{ kind: 'share', of, percent, where }],
    conditions: conditions.filter((one) => !where.includes(one)),
  };
}
