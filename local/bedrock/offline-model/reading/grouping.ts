import { displayColumns } from '../query/display-columns.ts';
import { type Expression, isAggregated, type Ordering } from '../query/query.ts';
import { tableOf } from '../schema/schema.ts';
import type { Draft } from './draft.ts';

/** The groups the question names, as columns people can read. */
export function groupsOf(draft: Draft): Expression[] {
  const tables = draft.groupTables.filter(
    ({ key }) => !draft.select.some((one) => one.kind === 'column' && one.column.table === key),
  );
  const named = tables.flatMap((table) =>
    displayColumns(draft.schema, table).map((column): Expression => ({ kind: 'column', column })),
  );
  return [...draft.groups, ...named];
}

/** Group keys: all plain outputs, and the primary keys of tables whose name column is one of them. */
export function groupKeys(draft: Draft, shown: readonly Expression[]): Expression[] {
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

/** Groups that nobody asked to sort: periods run forward, all else from the largest figure down. */
export function usualOrder(groups: readonly Expression[], shown: readonly Expression[]): Ordering[] {
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

/** Whether two expressions say the same. */
export function same(left: Expression, right: Expression): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
