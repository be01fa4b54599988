import type { SetQuery } from '../query/set-query.ts';
import { quoteIdentifier } from '../schema/identifier.ts';
import { type Column, type Schema, tableOf } from '../schema/schema.ts';
import { outputLabel } from './output-label.ts';

/** Two tables' values set against each other, or their rows counted side by side for each value. */
export function writeSets({ kind, columns }: SetQuery, schema: Schema): string {
  const [one, other] = columns;
  if (kind === 'counts') return writeCounts(one, other, schema);
  const from = (column: Column) => `SELECT ${column.sql} FROM ${tableOf(schema, column.table).sql}`;
  return `${from(one)}\n${kind.toUpperCase()}\n${from(other)}\nORDER BY 1`;
}

function writeCounts(one: Column, other: Column, schema: Schema): string {
  const name = quoteIdentifier(outputLabel(one));
  const rows = [one, other].map(
    (column, at) =>
      `SELECT ${column.sql} AS ${name}, ${at} AS origin FROM ${tableOf(schema, column.table).sql}`,
  );
  const counts = [one, other].map((column, at) => {
    const label = quoteIdentifier(`number_of_${outputLabel(tableOf(schema, column.table))}`);
    return `count(*) FILTER (WHERE origin = ${at}) AS ${label}`;
  });
  return [
    `SELECT ${[name, ...counts].join(', ')}`,
    `FROM (${rows.join(' UNION ALL ')}) AS side_by_side`,
    `GROUP BY ${name}`,
    `ORDER BY ${name}`,
  ].join('\n');
}
