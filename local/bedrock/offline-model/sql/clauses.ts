import { type Expression, figureOf, type Query } from '../query/query.ts';
import { quoteIdentifier } from '../schema/identifier.ts';
import { Unreadable } from '../unreadable.ts';
import { outputName } from './expression-sql.ts';
import { columnSql, type Scope } from './scope.ts';

/** Writes an expression of the query at hand. */
export type ExpressionWriter = (expression: Expression) => string;

/** The key by which rows are counted when joins repeat them; undefined where no rows are counted. */
export function countKey(query: Query, scope: Scope): string | undefined {
  const counted = [...query.select, ...query.order.map(({ by }) => by), ...query.having.map(({ by }) => by)]
    .map(figureOf)
    .find(({ kind }) => kind === 'count');
  if (counted?.kind !== 'count' || counted.column) return undefined;
  const [key, ...more] = counted.table.columns.filter(({ name }) => counted.table.primaryKey.includes(name));
  if (!key || more.length > 0)
    throw new Unreadable(`rows of ${counted.table.name} can't be told apart to count them`);
  return columnSql(scope, key);
}

/** One output of a SELECT: plain columns go by their own name. */
export interface Output {
  readonly sql: string;
  readonly name: string;
  readonly isComputed: boolean;
}

/** The outputs with a name of its own for each. */
export function outputsOf(query: Query, write: ExpressionWriter): Output[] {
  const taken = new Map<string, number>();
  return query.select.map((one) => {
    const computed = outputName(one);
    const base = computed ?? (one.kind === 'column' ? one.column.sql : 'value');
    const count = (taken.get(base) ?? 0) + 1;
    taken.set(base, count);
    const name = count === 1 ? base : quoteIdentifier(`${base.replaceAll('"', '')}_${count}`);
    return { sql: write(one), name, isComputed: computed !== undefined };
  });
}

/** SELECT with names for what is computed; with names for all where another SELECT reads them. */
export function selectSql(outputs: readonly Output[], distinct: boolean, isInner: boolean): string {
  const texts = outputs.map(({ sql, name, isComputed }) =>
    isComputed || (isInner && !sql.endsWith(`.${name}`) && sql !== name) ? `${sql} AS ${name}` : sql,
  );
  return `SELECT ${distinct ? 'DISTINCT ' : ''}${texts.join(', ')}`;
}

/** WHERE, or nothing. */
export function whereSql(conditions: readonly string[]): string[] {
  return conditions.length > 0 ? [`WHERE ${conditions.join('\n  AND ')}`] : [];
}

/** GROUP BY, or nothing. */
export function groupSql({ groups }: Query, write: ExpressionWriter): string[] {
  return groups.length > 0 ? [`GROUP BY ${groups.map(write).join(', ')}`] : [];
}

/** HAVING, or nothing. */
export function havingSql({ having }: Query, write: ExpressionWriter): string[] {
  const parts = having.map(({ by, comparison, value }) => `${write(by)} ${comparison} ${value}`);
  return parts.length > 0 ? [`HAVING ${parts.join(' AND ')}`] : [];
}

/** ORDER BY as asked; a limited list gets its outputs as further keys, so that ties fall the same way each time. */
export function orderSql(query: Query, write: ExpressionWriter): string[] {
  const asked = orderKeys(query, write);
  const ties =
    query.limit === undefined && query.groups.length === 0
      ? []
      : query.select.filter(({ kind }) => kind === 'column' || kind === 'bucket').map(write);
  const keys = [...new Set([...asked, ...ties.filter((tie) => !asked.some((key) => key.startsWith(tie)))])];
  return asked.length > 0 && keys.length > 0 ? [`ORDER BY ${keys.join(', ')}`] : [];
}

/** What rows are sorted by, each with its direction. */
export function orderKeys({ order }: Query, write: ExpressionWriter): string[] {
  return order.map(
    ({ by, direction }) => `${sortKey(by, write)}${direction === 'desc' ? ' DESC NULLS LAST' : ''}`,
  );
}

/** Days of the week run from Monday on, not by the alphabet. */
function sortKey(by: Expression, write: ExpressionWriter): string {
  if (by.kind !== 'bucket' || by.unit !== 'weekday') return write(by);
  return `min(extract(isodow FROM ${write({ kind: 'column', column: by.column })}))`;
}
