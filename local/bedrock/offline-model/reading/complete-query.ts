import { parentsOf } from '../joins/join-path.ts';
import type { AggregateFunction } from '../linking/operators.ts';
import { displayColumns } from '../query/display-columns.ts';
import { columnsOf, type Expression, isAggregated, isSummable, type Query } from '../query/query.ts';
import { type Column, type Table, tableOf } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import type { Draft } from './draft.ts';
import { groupKeys, groupsOf, same, usualOrder } from './grouping.ts';
import { selectOf } from './outputs.ts';
import { isPerGroup, shapePerGroup } from './per-group.ts';
import { asShare } from './read-share.ts';
import { unitGroups } from './read-unit.ts';
import { relatedConditions } from './related-conditions.ts';

/** Fills in what the question left unsaid: what to show, how to group, what an absence means. */
export function completeQuery(draft: Draft): Query {
  if (draft.counting) countEntity(draft);
  if (draft.ranking) throw new Unreadable('it is not clear by what the top is measured');
  if (draft.negated) throw new Unreadable('it is not clear what is denied');
  if (draft.compares && draft.groups.length + draft.groupTables.length === 0)
    throw new Unreadable('it is not clear what is compared with what');
  if (draft.develops && !draft.groups.some(({ kind }) => kind === 'bucket'))
    throw new Unreadable('say over which periods: per month, per quarter or per year');
  const entity = entityOf(draft);
  countWithinEntity(draft, entity);
  const { select, conditions } = asShare(draft, selectOf(draft, entity), [
    ...draft.conditions,
    ...relatedConditions(draft, entity),
  ]);
  const shape = isPerGroup(draft) ? shapePerGroup(draft, entity) : shapeOf(draft, select);
  if (draft.distinct) refuseLooseOrder(draft, shape.select);
  return {
    ...shape,
    distinct: (draft.distinct || isRepeating(draft, shape.select)) && shape.groups.length === 0,
    entity,
    conditions,
    having: draft.having,
    order: draft.order.length > 0 ? draft.order : usualOrder(shape.groups, shape.select),
    ...(draft.limit !== undefined && { limit: draft.limit }),
    ...(draft.offset !== undefined && { offset: draft.offset }),
  };
}

type Shape = Pick<Query, 'select' | 'groups' | 'within' | 'outer'>;

function shapeOf(draft: Draft, select: readonly Expression[]): Shape {
  const ranked = draft.order.some(({ by }) => isAggregated(by));
  const grouped = ranked || select.some(isAggregated) || draft.having.length > 0;
  dropOwnRows(draft, select);
  const groupColumns = [...unitGroups(draft), ...groupsOf(draft)];
  if (draft.outer) return shapeOuter(draft, select, groupColumns, draft.outer);
  const shown = [...groupColumns.filter((group) => !select.some((one) => same(one, group))), ...select];
  if (grouped) refuseLooseOrder(draft, shown);
  return { select: shown, groups: grouped ? groupKeys(draft, shown) : [], within: [] };
}

/** "The average freight per order" where each order has one freight; customers counted per customer say nothing. */
function dropOwnRows(draft: Draft, select: readonly Expression[]): void {
  const counted = select.some((one) => one.kind === 'count' && draft.groupTables.includes(one.table));
  if (counted) throw new Unreadable('rows counted for each of themselves tell nothing');
  if (select.length === 0 || !select.every((one) => one.kind === 'aggregate' && one.fn !== 'sum')) return;
  const own = new Set(select.flatMap(columnsOf).map(({ table }) => table));
  draft.groupTables = draft.groupTables.filter(({ key }) => !own.has(key));
}

/** One figure made of the groups' figures. */
function shapeOuter(
  draft: Draft,
  select: readonly Expression[],
  groupColumns: readonly Expression[],
  outer: AggregateFunction,
): Shape {
  const [of, ...more] = select;
  if (!of || more.length > 0 || !isSummable(of) || groupColumns.length === 0)
    throw new Unreadable('it is not clear for each of what the figure is taken');
  const told = draft.groupTables.map(({ name }) => name);
  if (told.length > 0) draft.assumptions.push(`only ${told.join(' and ')} that have any are counted in`);
  return { select: [of], groups: groupKeys(draft, groupColumns), within: [], outer };
}

/** Groups and distinct values can only be sorted by what they are made of. */
function refuseLooseOrder(draft: Draft, shown: readonly Expression[]): void {
  const loose = draft.order.find(({ by }) => !isAggregated(by) && !shown.some((one) => same(one, by)));
  if (loose) throw new Unreadable('what is shown has no single value to be sorted by');
}

/** "Cities that have more than one employee", city being a column of employees: groups are counted, not rows. */
function countWithinEntity(draft: Draft, entity: Table): void {
  draft.conditions = draft.conditions.filter((condition) => {
    if (condition.kind !== 'related' || condition.table.key !== entity.key) return true;
    if (!condition.count || condition.count.value === 'average')
      throw new Unreadable(`it is not clear which ${entity.name} are compared with which`);
    const { comparison, value } = condition.count;
    draft.having.push({ by: { kind: 'count', table: entity }, comparison, value });
    return false;
  });
}

function countEntity(draft: Draft): void {
  if (!draft.entity) throw new Unreadable('it is not clear what is counted');
  draft.select.push({ kind: 'count', table: draft.entity });
}

/** The table whose rows are asked about: of the outputs, else the one named first. */
function entityOf(draft: Draft): Table {
  const counted = draft.select.find(({ kind }) => kind === 'count');
  if (counted?.kind === 'count') return counted.table;
  const named = draft.entity ?? draft.focus.at(-1);
  const columns = draft.select.flatMap(columnsOf);
  if (named && (columns.length === 0 || columns.some(({ table }) => table === named.key))) return named;
  if (named && columns.every(({ table }) => parentsOf(draft.schema, named.key).includes(table))) return named;
  const first = columns[0];
  if (first) return tableOf(draft.schema, first.table);
  const measured = draft.order.flatMap(({ by }) => columnsOf(by))[0];
  const table = named ?? draft.groupTables[0] ?? (measured && tableOf(draft.schema, measured.table));
  if (!table) throw new Unreadable('it names no table of the schema');
  return table;
}

/** "Which countries do we have suppliers in": values that many rows share are told once each. */
function isRepeating(draft: Draft, select: readonly Expression[]): boolean {
  const [only, ...more] = select;
  if (only?.kind !== 'column' || more.length > 0 || draft.order.length > 0 || draft.limit !== undefined)
    return false;
  const { column } = only;
  const table = tableOf(draft.schema, column.table);
  const names =
    table.primaryKey.includes(column.name) || displayColumns(draft.schema, table).includes(column);
  return column.kind === 'text' && !names && asksWhich(draft, column);
}

/** Whether the question begins with "which" or "what" and the column's name, in the plural. */
function asksWhich({ chunks }: Draft, column: Column): boolean {
  const at = chunks.findIndex((chunk) => chunk.kind === 'items');
  const chunk = chunks[at];
  const named =
    chunk?.kind === 'items' &&
    chunk.candidates.some(({ item }) => item.kind === 'column' && item.column === column);
  const begins = chunks.slice(0, at).every(({ text }) => /^(which|what|in|from|to)$/i.test(text));
  return named && at > 0 && begins && /[^s]s$/i.test(chunk.text);
}
