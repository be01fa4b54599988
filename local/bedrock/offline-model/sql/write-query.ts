import { joinTree } from '../joins/join-tree.ts';
import type { Query } from '../query/query.ts';
import { countKey, groupSql, havingSql, orderSql, selectSql, whereSql } from './clauses.ts';
import { conditionSql } from './condition-sql.ts';
import { fromSql, joinSql } from './join-sql.ts';
import { isRepeated, rootOf, tablesNeeded } from './query-tables.ts';
import { relatedSql } from './related-sql.ts';
import { createScope } from './scope.ts';
import { sortConditions } from './sort-conditions.ts';
import type { WriteContext } from './write-context.ts';

/** Writes the query as one PostgreSQL SELECT; throws Unreadable when its tables can't be joined soundly. */
export function writeQuery(query: Query, context: WriteContext): string {
  const { schema, choose } = context;
  const root = rootOf(query);
  const steps = joinTree(schema, root, tablesNeeded(query), choose);
  const repeated = isRepeated(query, steps, root);
  const joined = [root, ...steps.map(({ to }) => to)];
  const { plain, nested } = sortConditions(query.conditions, joined, context);
  const joins = [...steps, ...plain.steps];
  const tables = [root, ...joins.map(({ to }) => to)];
  const scope = createScope(schema, tables, [], nested.length > 0);
  const distinctBy = repeated ? countKey(query, scope) : undefined;
  return [
    selectSql(query, scope, distinctBy),
    `FROM ${fromSql(schema, root, scope)}`,
    ...joins.map((step) => joinSql(schema, step, scope)),
    ...whereSql([
      ...plain.conditions.map((condition) => conditionSql(condition, scope, schema)),
      ...nested.map((condition) => relatedSql(condition, scope, tables, context)),
    ]),
    ...groupSql(query, scope),
    ...havingSql(query, scope, distinctBy),
    ...orderSql(query, scope, distinctBy),
    ...(query.limit === undefined ? [] : [`LIMIT ${query.limit}`]),
  ].join('\n');
}
