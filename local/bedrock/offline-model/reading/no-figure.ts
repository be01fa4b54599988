import { parentsOf } from '../joins/join-path.ts';
import { type Condition, columnsOf } from '../query/query.ts';
import { isKey, tableOf } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import type { Draft } from './draft.ts';
import { tableNamed } from './peek.ts';

/**
 * "Orders with no discount", the discount being one of their lines: no line may have any. A line with a discount
 * of 0 is not enough. Lines that the question itself names are spoken of one by one.
 */
export function noneOfRows(draft: Draft, condition: Condition): Condition {
  if (condition.kind !== 'compare' || condition.comparison !== '=' || condition.value !== 0) return condition;
  const { column } = condition;
  const { entity = draft.focus[0], schema } = draft;
  if (!entity || isKey(schema, column) || isNamed(draft, column.table)) return condition;
  const own = [entity.key, ...parentsOf(schema, entity.key)];
  if (own.includes(column.table)) return condition;
  const latest = draft.focus[0]?.key ?? entity.key;
  if (isSold(draft) || isShown(draft, column.table) || !own.includes(latest))
    throw new Unreadable(`it is not clear for which rows ${column.name} has to be 0`);
  const any: Condition = { ...condition, comparison: '<>' };
  return { kind: 'related', table: tableOf(schema, column.table), negated: true, where: [any] };
}

/** Whether the question speaks of the rows of the table by name. */
function isNamed({ chunks }: Draft, key: string): boolean {
  return chunks.some((chunk) => tableNamed(chunk)?.key === key);
}

/** Figures of the same rows would be taken of more or fewer of them. */
function isShown({ select, order }: Draft, key: string): boolean {
  return [...select, ...order.map(({ by }) => by)].flatMap(columnsOf).some(({ table }) => table === key);
}

/** "Products sold without a discount": once, or each time. */
function isSold({ chunks }: Draft): boolean {
  return chunks.some(({ text }) => /^(sold|bought|purchased|ordered)$/i.test(text));
}
