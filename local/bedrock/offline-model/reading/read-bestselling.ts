import { parentsOf } from '../joins/join-path.ts';
import { findSalesLines, unitsOf } from '../measures/sales-lines.ts';
import { type Table, tableOf } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import type { Draft } from './draft.ts';
import { isOperator, operatorAt, tableAhead } from './peek.ts';

/** Without a number, a list of leaders is cut here. */
const SEVERAL = 10;

/** "Best selling products", "which product sells the most": ranked by the units sold. */
export function readBestselling(draft: Draft): boolean {
  if (operatorAt(draft)?.op !== 'bestselling') return false;
  const lines = findSalesLines(draft.schema);
  if (!lines) throw new Unreadable('the tables shown hold no sales lines');
  const entity = draft.entity ?? tableAhead(draft, draft.at + 1);
  const asksWho = isOperator(draft, 0, 'who');
  if (!entity || asksWho || isParty(draft, lines.table, entity))
    throw new Unreadable('say whether units or revenue are meant');
  draft.order.push({ by: { kind: 'measure', measure: unitsOf(lines) }, direction: 'desc' });
  draft.assumptions.push('what sells best is measured in units');
  draft.at += 1;
  const isList = draft.entity === undefined && /[^s]s$/i.test(draft.chunks[draft.at]?.text ?? '');
  if (draft.limit === undefined && isList) draft.assumptions.push(`the first ${SEVERAL} are shown`);
  draft.limit ??= isList ? SEVERAL : 1;
  return true;
}

/** Whoever bought or sold is measured in money as well; things sold are counted in units. */
function isParty(draft: Draft, lines: Table, entity: Table): boolean {
  const parents = parentsOf(draft.schema, lines.key);
  const dated = parents.filter((key) =>
    tableOf(draft.schema, key).columns.some(({ kind }) => kind === 'date'),
  );
  return dated.some((key) => key === entity.key || parentsOf(draft.schema, key).includes(entity.key));
}
