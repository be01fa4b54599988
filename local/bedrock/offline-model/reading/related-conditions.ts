import { type Condition, columnsOf } from '../query/query.ts';
import { type Table, tableOf } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import type { Draft } from './draft.ts';

/** Tables named in conditions: rows of them must exist, unless a condition on them says so already. */
export function relatedConditions(draft: Draft, entity: Table): Condition[] {
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

/** Managers are those employees that others report to; what is said of employees is not said of them. */
export function ownRowConditions(draft: Draft, entity: Table): Condition[] {
  const { schema, conditions, focus } = draft;
  const key = schema.foreignKeys.find(({ refTable }) => refTable === entity.key);
  const owner = entity.key.includes('@') && key ? tableOf(schema, key.table) : undefined;
  if (!owner || joinedTables(draft).includes(owner.key)) return [];
  const isOfOwner = conditions.some((one) => 'column' in one && one.column.table === owner.key);
  if (isOfOwner && !focus.includes(owner))
    throw new Unreadable(`conditions on a ${entity.name} are beyond me`);
  return [{ kind: 'related', table: owner, negated: false, where: [] }];
}

function joinedTables({ select, order, groupTables, conditions }: Draft): string[] {
  const shown = [...select, ...order.map(({ by }) => by)];
  return [
    ...shown.flatMap((one) =>
      one.kind === 'count' ? [one.table.key] : columnsOf(one).map(({ table }) => table),
    ),
    ...groupTables.map(({ key }) => key),
    ...conditions.flatMap((one) => (one.kind === 'related' ? [one.table.key] : [])),
  ];
}
