import { pathTo } from '../joins/join-tree.ts';
import type { Related } from '../query/query.ts';
import { Unreadable } from '../unreadable.ts';
import { conditionSql } from './condition-sql.ts';
import { fromSql, joinSql, stepColumns } from './join-sql.ts';
import { aliasesOf, createScope, type Scope } from './scope.ts';
import type { WriteContext } from './write-context.ts';

/** Rows of another table that must exist, must not, or are counted: a subquery tied to the outer row. */
export function relatedSql(
  related: Related,
  outer: Scope,
  tables: readonly string[],
  { schema, choose }: WriteContext,
): string {
  const path = pathTo(schema, tables, related.table.key, choose);
  const [first, ...rest] = path;
  if (!first) throw new Unreadable(`${related.table.name} is not related to itself`);
  const inner = createScope(
    schema,
    path.map(({ to }) => to),
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
  if (related.count) return `(SELECT count(*) ${body}) ${related.count.comparison} ${related.count.value}`;
  return `${related.negated ? 'NOT ' : ''}EXISTS (SELECT 1 ${body})`;
}
