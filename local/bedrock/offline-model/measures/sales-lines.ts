import { singular, stem } from '../language/stem.ts';
import { descriptionNames } from '../lexicon/description-names.ts';
import { identifierWords } from '../lexicon/identifier-words.ts';
import type { Measure } from '../lexicon/item.ts';
import { type Column, isKey, type Schema, type Table, tableOf } from '../schema/schema.ts';

/** The table that says what was sold: one row for each thing in an order. */
export interface SalesLines {
  readonly table: Table;
  readonly price: Column;
  readonly quantity: Column;
  readonly discount?: Column;
}

/** The first table with a price and a quantity that ties two others together; undefined when there is none. */
export function findSalesLines(schema: Schema): SalesLines | undefined {
  for (const table of schema.tables) {
    const keys = schema.foreignKeys.filter((key) => key.table === table.key).length;
    if (keys === 0 || (keys < 2 && table.primaryKey.length < 2)) continue;
    const price = meaning(schema, table, 'price');
    const quantity = meaning(schema, table, 'quantity');
    const discount = meaning(schema, table, 'discount');
    if (price && quantity) return { table, price, quantity, ...(discount && { discount }) };
  }
  return undefined;
}

/** sum(price × quantity × (1 − discount)), the discount as a fraction or in percent. */
export function revenueOf({ price, quantity, discount }: SalesLines): Measure {
  const percent = Number(discount?.range?.[1] ?? 0) > 1 ? ' / 100.0' : '';
  const rest = discount ? [' * (1 - ', discount, `${percent})`] : [];
  return { label: 'revenue', parts: ['sum(', price, ' * ', quantity, ...rest, ')'] };
}

/** Revenue over the number of orders that the lines are of; undefined where a line is no part of a dated row. */
export function averageOf(lines: SalesLines, order: Table): Measure | undefined {
  const [key, ...more] = order.columns.filter(({ name }) => order.primaryKey.includes(name));
  if (!key || more.length > 0) return undefined;
  const { parts } = revenueOf(lines);
  return {
    label: `average ${singular(order.name)} value`,
    parts: [...parts, ' / NULLIF(count(DISTINCT ', key, '), 0)'],
  };
}

/** The dated rows that the lines are parts of: the orders. */
export function ordersOf(schema: Schema, { table }: SalesLines): Table | undefined {
  const parents = schema.foreignKeys
    .filter((key) => key.table === table.key)
    .map(({ refTable }) => tableOf(schema, refTable));
  return parents.find(({ columns }) => columns.some(({ kind }) => kind === 'date'));
}

/** How many units were sold. */
export function unitsOf({ quantity }: SalesLines): Measure {
  return { label: 'units sold', parts: ['sum(', quantity, ')'] };
}

function meaning(schema: Schema, table: Table, word: string): Column | undefined {
  return table.columns.find((column) => {
    if (column.kind !== 'number' || isKey(schema, column)) return false;
    const names = [
      ...identifierWords(column.name, new Set()).map(stem),
      ...descriptionNames(column.description).flatMap((name) => name.words),
    ];
    return names.includes(stem(word));
  });
}
