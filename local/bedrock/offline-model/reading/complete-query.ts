import { parentsOf } from '../joins/join-path.ts';
import { displayColumns } from '../query/display-columns.ts';
import {
  type Condition,
  columnsOf,
  type Expression,
  isAggregated,
  type Ordering,
  type Query,
} from '../query/query.ts';
import { type Table, tableOf } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import { dateColumn } from './date-column.ts';
import type { Draft } from './draft.ts';

/** Fills in what the question left unsaid: what to show, how to group, what an absence means. */
export function completeQuery(draft: Draft): Query {
  if (draft.counting) countEntity(draft);
  if (draft.ranking) throw new Unreadable('it is not clear by what the top is measured');
  if (draft.negated) throw new Unreadable('it is not clear what is denied');
  const entity = entityOf(draft);
  countWithinEntity(draft, entity);
  const conditions = [...draft.conditions, ...relatedConditions(draft, entity)];
  const select = selectOf(draft, entity);
  const aggregated = select.some(isAggregated) || draft.having.length > 0;
  const ranked = draft.order.some(({ by }) => isAggregated(by));
  const grouped = aggregated || ranked;
  if (!grouped && draft.limit !== undefined && draft.groupTables.length + draft.groups.length > 0) {
    throw new Unreadable('an extreme for each group is beyond me');
  }
  const groupColumns = grouped ? groupsOf(draft) : draft.groups;
  const shown = [...groupColumns.filter((group) => !select.some((one) => same(one, group))), ...select];
  const groups = grouped ? groupKeys(draft, shown) : [];
  if (grouped || draft.distinct) refuseLooseOrder(draft, shown);
  return {
    select: shown,
    distinct: draft.distinct && !grouped,
    entity,
    conditions,
    groups,
    having: draft.having,
    order: draft.order.length > 0 ? draft.order : usualOrder(groups, shown),
    limit: draft.limit,
  };
}

/** Groups that nobody asked to sort: periods run forward, all else from the largest figure down. */
function usualOrder(groups: readonly Expression[], shown: readonly Expression[]): Ordering[] {
  if (groups.length === 0) return [];
  const period = groups.find(({ kind }) => kind === 'bucket');
  const measure = period ? undefined : shown.find(isAggregated);
  const names = shown.filter((one) => !isAggregated(one) && one !== period);
  return [
    ...(period ? [{ by: period, direction: 'asc' as const }] : []),
    ...(measure ? [{ by: measure, direction: 'desc' as const }] : []),
    ...names.map((by) => ({ by, direction: 'asc' as const })),
  ];
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
    if (!condition.count)
      throw new Unreadable(`it is not clear which ${entity.name} are compared with which`);
    draft.having.push({ by: { kind: 'count', table: entity }, ...condition.count });
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
  const table = named ?? draft.groupTables[0];
  if (!table) throw new Unreadable('it names no table of the schema');
  return table;
}

function selectOf(draft: Draft, entity: Table): Expression[] {
  if (draft.everything && draft.select.length === 0) {
    return entity.columns.map((column) => ({ kind: 'column', column }));
  }
  if (draft.select.length === 0 && draft.asksWhen) return whenOf(draft);
  if (draft.showsMeasure) return [...draft.select, ...draft.order.map(({ by }) => by)];
  if (draft.select.length > 0) return draft.select;
  const grouped = draft.groups.length > 0 || draft.groupTables.length > 0;
  const display: Expression[] =
    grouped && draft.order.some(({ by }) => isAggregated(by))
      ? []
      : displayColumns(draft.schema, entity).map((column) => ({ kind: 'column', column }));
  const wanted = draft.limit !== undefined && draft.limit > 1;
  const measures = wanted ? draft.order.map(({ by }) => by) : [];
  return [...display, ...measures];
}

/** "When …": the date of what is asked about. */
function whenOf(draft: Draft): Expression[] {
  const column = dateColumn(draft);
  if (!column) throw new Unreadable('no date tells when');
  return [{ kind: 'column', column }];
}

/** The groups the question names, as columns people can read. */
function groupsOf(draft: Draft): Expression[] {
  const tables = draft.groupTables.filter(
    ({ key }) => !draft.select.some((one) => one.kind === 'column' && one.column.table === key),
  );
  const named = tables.flatMap((table) =>
    displayColumns(draft.schema, table).map((column): Expression => ({ kind: 'column', column })),
  );
  return [...draft.groups, ...named];
}

/** Group keys: all plain outputs, and the primary keys of tables whose name column is one of them. */
function groupKeys(draft: Draft, shown: readonly Expression[]): Expression[] {
  const plain = shown.filter((one) => !isAggregated(one));
  const counted = [...shown, ...draft.order.map(({ by }) => by)].flatMap((one) =>
    one.kind === 'count' ? [one.table.key] : [],
  );
  const keys = plain.flatMap((one): Expression[] => {
    if (one.kind !== 'column' || counted.includes(one.column.table)) return [];
    const table = tableOf(draft.schema, one.column.table);
    if (table.primaryKey.length !== 1 || !displayColumns(draft.schema, table).includes(one.column)) return [];
    return table.columns
      .filter(({ name }) => table.primaryKey.includes(name))
      .map((column) => ({ kind: 'column', column }));
  });
  return [...plain, ...keys].filter((one, at, all) => all.findIndex((other) => same(one, other)) === at);
}

/** Tables named in conditions: rows of them must exist, unless a condition on them says so already. */
function relatedConditions(draft: Draft, entity: Table): Condition[] {
  const spoken = new Set(
    [...draft.conditions, ...draft.select, ...draft.groups, ...draft.order.map(({ by }) => by)].flatMap(
      (one) => ('column' in one && one.column ? [one.column.table] : 'table' in one ? [one.table.key] : []),
    ),
  );
  const grouped = new Set(draft.groupTables.map(({ key }) => key));
  return draft.related
    .filter(
      ({ table, negated }) =>
        negated || (table.key !== entity.key && !spoken.has(table.key) && !grouped.has(table.key)),
    )
    .map(({ table, negated, where }) => ({ kind: 'related', table, negated, where }));
}

function same(left: Expression, right: Expression): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
