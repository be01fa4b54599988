import { displayColumns } from '../query/display-columns.ts';
import { type Expression, isAggregated, type Query } from '../query/query.ts';
import type { Table } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import type { Draft } from './draft.ts';
import { groupKeys, groupsOf } from './grouping.ts';

/** "The cheapest product in each category": a limit that holds for each group. */
export function isPerGroup(draft: Draft): boolean {
  const grouped = draft.groups.length + draft.groupTables.length > 0;
  const [ranking, ...more] = draft.order;
  if (draft.limit === undefined || !grouped || !ranking || more.length > 0) return false;
  const named = draft.entity && draft.select.length === 0 && !draft.groupTables.includes(draft.entity);
  return named || !isAggregated(ranking.by);
}

/** Each group with the names of the rows that lead it, and their measure where several are wanted. */
export function shapePerGroup(draft: Draft, entity: Table): Pick<Query, 'select' | 'groups' | 'within'> {
  if (draft.select.length > 0 || !draft.entity) throw new Unreadable('it is not clear what leads each group');
  const within = groupsOf(draft);
  const names = displayColumns(draft.schema, entity).map(
    (column): Expression => ({ kind: 'column', column }),
  );
  const measures = (draft.limit ?? 1) > 1 ? draft.order.map(({ by }) => by) : [];
  const select = [...within, ...names, ...measures];
  const ranked = draft.order.some(({ by }) => isAggregated(by));
  return { select, groups: ranked ? groupKeys(draft, select) : [], within };
}
