import type { AggregateFunction } from '../linking/operators.ts';
import { columnsOf, type Expression, isAggregated, isSummable, type Query } from '../query/query.ts';
import type { Table } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import type { Draft } from './draft.ts';
import { groupKeys, groupsOf, same } from './grouping.ts';
import { unitGroups } from './read-unit.ts';

/** What a query puts out and by what it groups. */
export type Shape = Pick<Query, 'select' | 'groups' | 'within' | 'outer'>;

/** Outputs with their groups before them; groups are what is not summed up. */
export function shapeOf(draft: Draft, select: readonly Expression[]): Shape {
  const ranked = draft.order.some(({ by }) => isAggregated(by));
  const grouped = ranked || select.some(isAggregated) || draft.having.length > 0;
  dropOwnRows(draft, select);
  const groupColumns = [...unitGroups(draft), ...groupsOf(draft)];
  if (draft.outer) return shapeOuter(draft, select, groupColumns, draft.outer);
  if (!grouped && groupColumns.some(({ kind }) => kind === 'bucket'))
    throw new Unreadable('rows that are not summed up have no periods');
  const shown = [...groupColumns.filter((group) => !select.some((one) => same(one, group))), ...select];
  if (grouped) refuseLooseOrder(draft, shown);
  const keys = draft.inner ? keysOf(draft.inner) : [];
  return { select: shown, groups: grouped ? groupKeys(draft, [...shown, ...keys]) : [], within: [] };
}

/** "The average freight per order" where each order has one freight; customers counted per customer say nothing. */
function dropOwnRows(draft: Draft, select: readonly Expression[]): void {
  const counted = select.some((one) => one.kind === 'count' && draft.groupTables.includes(one.table));
  if (counted) throw new Unreadable('rows counted for each of themselves tell nothing');
  if (select.length === 0 || !select.every((one) => one.kind === 'aggregate' && one.fn !== 'sum')) return;
  const own = new Set(select.flatMap(columnsOf).map(({ table }) => table));
  draft.groupTables = draft.groupTables.filter(({ key }) => !own.has(key));
}

/** One figure made of the groups' figures; further groups get one each ("the average order value per year"). */
function shapeOuter(
  draft: Draft,
  select: readonly Expression[],
  groupColumns: readonly Expression[],
  outer: AggregateFunction,
): Shape {
  const [of, ...more] = select;
  const count = draft.groups.length + draft.groupTables.length;
  if (!of || more.length > 0 || !isSummable(of) || (draft.inner ? false : count !== 1))
    throw new Unreadable('it is not clear for each of what the figure is taken');
  const told = (draft.inner ? [draft.inner] : draft.groupTables).map(({ name }) => name);
  if (told.length > 0) draft.assumptions.push(`only ${told.join(' and ')} that have any are counted in`);
  const outerBy = draft.inner ? groupColumns : [];
  const inner = draft.inner ? keysOf(draft.inner) : groupColumns;
  return {
    select: [...outerBy, of],
    groups: groupKeys(draft, [...outerBy, ...inner]),
    within: [],
    outer: { fn: outer, by: outerBy },
  };
}

function keysOf({ columns, primaryKey }: Table): Expression[] {
  return columns
    .filter(({ name }) => primaryKey.includes(name))
    .map((column) => ({ kind: 'column', column }));
}

/** Groups and distinct values can only be sorted by what they are made of. */
export function refuseLooseOrder(draft: Draft, shown: readonly Expression[]): void {
  const loose = draft.order.find(({ by }) => !isAggregated(by) && !shown.some((one) => same(one, by)));
  if (loose) throw new Unreadable('what is shown has no single value to be sorted by');
}
