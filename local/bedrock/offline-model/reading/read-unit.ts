import { isUnitWord } from '../linking/operators.ts';
import { type Expression, isAggregated } from '../query/query.ts';
import { Unreadable } from '../unreadable.ts';
import { dateColumn } from './date-column.ts';
import type { Draft } from './draft.ts';
import { itemsAt } from './peek.ts';

/** "Which month had the most orders": a unit of time is asked for; of which date is known once all is read. */
export function readUnit(draft: Draft): boolean {
  const text = draft.chunks[draft.at]?.text.toLowerCase() ?? '';
  const unit = text === 'day of the week' ? 'weekday' : text.replace(/s$/, '');
  const isFree = draft.mode === 'select' && draft.select.length === 0 && !draft.entity && !draft.counting;
  if (!isFree || !isUnitWord(unit) || (itemsAt(draft, draft.at)[0]?.score ?? 0) >= 0.95) return false;
  draft.askedUnit = unit;
  draft.at += 1;
  return true;
}

/** The unit asked for as something to group by. */
export function unitGroups(draft: Draft): Expression[] {
  if (!draft.askedUnit) return [];
  if (!draft.order.some(({ by }) => isAggregated(by)))
    throw new Unreadable(`it is not clear which ${draft.askedUnit} is meant`);
  const column = dateColumn(draft);
  if (column?.kind !== 'date') throw new Unreadable(`no date tells the ${draft.askedUnit}`);
  return [{ kind: 'bucket', unit: draft.askedUnit, column }];
}
