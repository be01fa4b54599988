import type { Step } from '../joins/join-path.ts';
import { pathTo } from '../joins/join-tree.ts';
import type { Related } from '../query/query.ts';
import type { Schema } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import { conditionSql } from './condition-sql.ts';
import { fromSql, joinSql, stepColumns } from './join-sql.ts';
import { aliasesOf, columnSql, createScope, type Scope } from './scope.ts';
import type { WriteContext } from './write-context.ts';

/** Rows of another table that must exist, must not, or are counted: a subquery tied to the outer row. */
export function relatedSql(
  related: Related,
  outer: Scope,
  tables: readonly string[],
  { schema, choose }: WriteContext,
): string {
  const path = pathTo(schema, tables, related.table.key, choose);
  const [first, ...further] = path;
  if (!first) throw new Unreadable(`${related.table.name} is not related to itself`);
  const rest = [...further, ...stepsTo(related, path, { schema, choose })];
  const inner = createScope(
    schema,
    [first, ...rest].map(({ to }) => to),
    aliasesOf(outer, tables),
  );
  const pairs = stepColumns(schema, first).map(
    ([from, to]) => `${inner.aliasOf(first.to)}.${to} = ${outer.aliasOf(first.from)}.${from}`,
  );
  const conditions = related.where.map((condition) => {
    if (condition.kind === 'related') throw new Unreadable('conditions nest too deep');
    return conditionSql(condition, inner, schema);
  });
  const body = [
    `FROM ${fromSql(schema, first.to, inner)}`,
    ...rest.map((step) => joinSql(schema, step, inner)),
    `WHERE ${[...pairs, ...conditions].join(' AND ')}`,
  ].join(' ');
  if (related.count) {
    const { comparison, value } = related.count;
    const bound = value === 'average' ? usualCount(schema, path, conditions) : value;
    return `(SELECT ${countOf(related, path, inner)} ${body}) ${comparison} ${bound}`;
  }
  return `${related.negated ? 'NOT ' : ''}EXISTS (SELECT 1 ${body})`;
}

/** Rows reached over a table in between may come several times: "suppliers of more than one category". */
function countOf({ table }: Related, path: readonly Step[], scope: Scope): string {
  const mayRepeat = path.some(({ many }, at) => many && path.slice(at + 1).some((step) => !step.many));
  if (!mayRepeat) return 'count(*)';
  const [key, ...more] = table.columns.filter(({ name }) => table.primaryKey.includes(name));
  if (!key || more.length > 0)
    throw new Unreadable(`rows of ${table.name} can't be told apart to count them`);
  return `count(DISTINCT ${columnSql(scope, key)})`;
}

/** The joins to tables that the conditions speak of besides. */
function stepsTo(
  { where, also = [] }: Related,
  path: readonly Step[],
  { schema, choose }: WriteContext,
): Step[] {
  const reached = path.map(({ to }) => to);
  const steps: Step[] = [];
  const told = where.flatMap((one) => (one.kind === 'related' ? [] : [one.column.table]));
  for (const table of [...told, ...also.map(({ key }) => key)]) {
    if (reached.includes(table)) continue;
    const added = pathTo(schema, reached, table, choose);
    steps.push(...added);
    reached.push(...added.map(({ to }) => to));
  }
  return steps;
}

/** How many rows there are on average for those that have any. */
function usualCount(schema: Schema, path: readonly Step[], conditions: readonly string[]): string {
  const [step, ...more] = path;
  if (!step || more.length > 0 || conditions.length > 0)
    throw new Unreadable('an average over several tables is beyond me');
  const scope = createScope(schema, [step.to]);
  const keys = stepColumns(schema, step).map(([, to]) => to);
  return `(SELECT avg(number) FROM (SELECT count(*) AS number FROM ${fromSql(schema, step.to, scope)} GROUP BY ${keys.join(', ')}) AS counted)`;
}
