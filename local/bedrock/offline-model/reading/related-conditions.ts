import type { Condition } from '../query/query.ts';
import type { Table } from '../schema/schema.ts';
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
