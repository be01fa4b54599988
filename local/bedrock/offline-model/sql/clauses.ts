import type { Expression, Query } from '../query/query.ts';
import { Unreadable } from '../unreadable.ts';
import { expressionSql, outputName } from './expression-sql.ts';
import { columnSql, type Scope } from './scope.ts';

/** The key by which rows are counted when joins repeat them; undefined where no rows are counted. */
export function countKey(query: Query, scope: Scope): string | undefined {
  const counted = [...query.select, ...query.order.map(({ by }) => by)].find(({ kind }) => kind === 'count');
  if (counted?.kind !== 'count' || counted.column) return undefined;
  const [key, ...more] = counted.table.columns.filter(({ name }) => counted.table.primaryKey.includes(name));
  if (!key || more.length > 0)
    throw new Unreadable(`rows of ${counted.table.name} can't be told apart to count them`);
  return columnSql(scope, key);
}

/** SELECT with names for what is computed. */
export function selectSql(query: Query, scope: Scope, distinctBy: string | undefined): string {
  const outputs = query.select.map((one) => outputSql(one, scope, distinctBy));
  return `SELECT ${query.distinct ? 'DISTINCT ' : ''}${outputs.join(', ')}`;
}

function outputSql(expression: Expression, scope: Scope, distinctBy: string | undefined): string {
  const name = outputName(expression);
  const sql = expressionSql(expression, scope, distinctBy);
  return name ? `${sql} AS ${name}` : sql;
}

/** WHERE, or nothing. */
export function whereSql(conditions: readonly string[]): string[] {
  return conditions.length > 0 ? [`WHERE ${conditions.join('\n  AND ')}`] : [];
}

/** GROUP BY, or nothing. */
export function groupSql(query: Query, scope: Scope): string[] {
  return query.groups.length > 0
    ? [`GROUP BY ${query.groups.map((one) => expressionSql(one, scope)).join(', ')}`]
    : [];
}

/** HAVING, or nothing. */
export function havingSql(query: Query, scope: Scope, distinctBy: string | undefined): string[] {
  const parts = query.having.map(
    ({ by, comparison, value }) => `${expressionSql(by, scope, distinctBy)} ${comparison} ${value}`,
  );
  return parts.length > 0 ? [`HAVING ${parts.join(' AND ')}`] : [];
}

/** ORDER BY as asked; a limited list gets its outputs as further keys, so that ties fall the same way each time. */
export function orderSql(query: Query, scope: Scope, distinctBy: string | undefined): string[] {
  const asked = query.order.map(
    ({ by, direction }) =>
      `${expressionSql(by, scope, distinctBy)}${direction === 'desc' ? ' DESC NULLS LAST' : ''}`,
  );
  const ties =
    query.limit === undefined
      ? []
      : query.select
          .filter(({ kind }) => kind === 'column' || kind === 'bucket')
          .map((one) => expressionSql(one, scope));
  const keys = [...new Set([...asked, ...ties.filter((tie) => !asked.some((key) => key.startsWith(tie)))])];
  return asked.length > 0 && keys.length > 0 ? [`ORDER BY ${keys.join(', ')}`] : [];
}
