import { findSalesLines, unitsOf } from '../measures/sales-lines.ts';
import { Unreadable } from '../unreadable.ts';
import type { Draft } from './draft.ts';
import { operatorAt } from './peek.ts';

/** Without a number, a list of leaders is cut here. */
const SEVERAL = 10;

/** "Best selling products", "which product sells the most": ranked by the units sold. */
export function readBestselling(draft: Draft): boolean {
  if (operatorAt(draft)?.op !== 'bestselling') return false;
  const lines = findSalesLines(draft.schema);
  if (!lines) throw new Unreadable('the tables shown hold no sales lines');
  draft.order.push({ by: { kind: 'measure', measure: unitsOf(lines) }, direction: 'desc' });
  draft.assumptions.push('what sells best is measured in units');
  draft.at += 1;
  const isList = draft.entity === undefined && /[^s]s$/i.test(draft.chunks[draft.at]?.text ?? '');
  if (draft.limit === undefined && isList) draft.assumptions.push(`the first ${SEVERAL} are shown`);
  draft.limit ??= isList ? SEVERAL : 1;
  return true;
}
