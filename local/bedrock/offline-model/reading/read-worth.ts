import type { Direction } from '../linking/operators.ts';
import { findSalesLines, ordersOf, revenueOf } from '../measures/sales-lines.ts';
import type { Expression } from '../query/query.ts';
import type { Table } from '../schema/schema.ts';
import type { Draft } from './draft.ts';
import { mention, project } from './mention.ts';
import { isText, tableNamed } from './peek.ts';

/** "The most valuable order": ranked by what was sold in it. */
export function readMostValuable(draft: Draft, direction: Direction): boolean {
  const order = orderAt(draft);
  if (!order) return false;
  mention(draft, order.table);
  rankOrders(draft, order, direction);
  draft.at += 1;
  return true;
}

/** "The second highest order value", "the 5 highest order values". */
export function readOrderValue(draft: Draft, direction: Direction): boolean {
  const order = isText(draft, draft.at + 1, 'value', 'values', 'amount', 'amounts')
    ? orderAt(draft)
    : undefined;
  if (!order || draft.entity || draft.select.length > 0) return false;
  project(draft, order.worth);
  rankOrders(draft, order, direction);
  draft.mode = 'where';
  draft.at += 2;
  return true;
}

interface Order {
  readonly table: Table;
  readonly worth: Expression;
}

/** The table named here, when its rows are what things were sold in. */
function orderAt({ schema, chunks, at }: Draft): Order | undefined {
  const lines = findSalesLines(schema);
  const table = tableNamed(chunks[at]);
  if (!lines || !table || ordersOf(schema, lines) !== table) return undefined;
  return { table, worth: { kind: 'measure', measure: revenueOf(lines) } };
}

function rankOrders(draft: Draft, { table, worth }: Order, direction: Direction): void {
  draft.inner = table;
  draft.order.push({ by: worth, direction });
  draft.ranking = undefined;
  draft.limit ??= 1;
}
