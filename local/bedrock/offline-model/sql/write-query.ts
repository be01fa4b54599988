import { joinTree } from '../joins/join-tree.ts';
import type { Condition, Expression, Query, Related, Series } from '../query/query.ts';
import { tableOf } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import {
  countKey,
  type ExpressionWriter,
  groupSql,
  havingSql,
  type Output,
  orderKeys,
  orderSql,
  outputsOf,
  selectSql,
  whereSql,
} from './clauses.ts';
import { conditionSql } from './condition-sql.ts';
import { AGGREGATE_WORDS, aggregateSql, expressionSql } from './expression-sql.ts';
import { fromSql, joinSql } from './join-sql.ts';
import { isRepeated, rootOf, tablesNeeded } from './query-tables.ts';
import { relatedSql } from './related-sql.ts';
import { createScope } from './scope.ts';
import { seriesSql } from './series-sql.ts';
import { shareSql } from './share-sql.ts';
import { nested, sortConditions } from './sort-conditions.ts';
import type { WriteContext } from './write-context.ts';

/** Writes the query as one PostgreSQL SELECT; throws Unreadable when its tables can't be joined soundly. */
export function writeQuery(query: Query, context: WriteContext): string {
  if (query.outer) return writeOuter(query, query.outer, context);
  if (query.series) return writeSeries(query, query.series, context);
  if (query.within.length > 0) return writePerGroup(query, context);
  const { outputs, body, write } = partsOf(query, context);
  return [
    selectSql(outputs, query.distinct, false),
    ...body,
    ...orderSql(query, write),
    ...(query.limit === undefined ? [] : [`LIMIT ${query.limit}`]),
    ...(query.offset === undefined ? [] : [`OFFSET ${query.offset}`]),
  ].join('\n');
}

/** "The average number of orders per customer": a figure made of the groups' figures. */
function writeOuter(query: Query, { fn, by }: NonNullable<Query['outer']>, context: WriteContext): string {
  const { outputs, body } = partsOf(query, context);
  const names = outputs.map(({ name }) => name);
  const groups = names.slice(0, by.length).join(', ');
  const figure = names.at(-1) ?? '';
  return [
    `SELECT ${groups ? `${groups}, ` : ''}${aggregateSql(fn, figure)} AS ${AGGREGATE_WORDS[fn]}_${figure}`,
    `FROM (${[selectSql(outputs, false, true), ...body].join(' ')}) AS grouped`,
    ...(groups ? [`GROUP BY ${groups}`, `ORDER BY ${groups}`] : []),
  ].join('\n');
}

/** "Revenue by month and its change from the month before": windows over the groups. */
function writeSeries(query: Query, series: Series, context: WriteContext): string {
  const { outputs, body } = partsOf(query, context);
  const inner = [selectSql(outputs, false, true), ...body].join(' ');
  return seriesSql(
    query,
    series,
    outputs.map(({ name }) => name),
    inner,
  );
}

/** "The cheapest product in each category": the rows whose place in their group is within the limit. */
function writePerGroup(query: Query, context: WriteContext): string {
  const { outputs, body, write } = partsOf(query, context);
  const order = orderKeys(query, write).join(', ');
  const place = `rank() OVER (PARTITION BY ${query.within.map(write).join(', ')} ORDER BY ${order}) AS place`;
  const names = outputs.map(({ name }) => name);
  const groups = names.slice(0, query.within.length);
  return [
    `SELECT ${names.join(', ')}`,
    `FROM (${[`${selectSql(outputs, false, true)}, ${place}`, ...body].join(' ')}) AS ranked`,
    `WHERE place ${query.offset === undefined ? '<=' : '='} ${(query.offset ?? 0) + (query.limit ?? 1)}`,
    `ORDER BY ${[...groups, 'place', ...names.slice(groups.length)].join(', ')}`,
  ].join('\n');
}

interface Parts {
  readonly outputs: readonly Output[];
  /** From FROM to HAVING. */
  readonly body: readonly string[];
  readonly write: ExpressionWriter;
}

function partsOf(query: Query, context: WriteContext): Parts {
  const { schema, choose } = context;
  const root = rootOf(query);
  refuseSeveralCounts(query);
  const steps = joinTree(schema, root, tablesNeeded(query), choose);
  const repeated = isRepeated(query, steps, root);
  const joined = [root, ...steps.map(({ to }) => to)];
  const sorted = sortConditions(query.conditions, joined, context);
  const joins = [...steps, ...sorted.plain.steps];
  const tables = [root, ...joins.map(({ to }) => to)];
  const hasShare = query.select.some(({ kind }) => kind === 'share');
  // A table that is joined anyway has rows that exist.
  const isOpen = ({ table, negated, where, count }: Related) =>
    negated || count !== undefined || where.length > 0 || !tables.includes(table.key);
  const scope = createScope(schema, tables, [], sorted.nested.length > 0 || hasShare);
  const distinctBy = repeated ? countKey(query, scope) : undefined;
  const condition = (one: Condition): string =>
    one.kind === 'related' ? relatedSql(one, scope, tables, context) : conditionSql(one, scope, schema);
  const inPlace = (one: Condition): string =>
    condition(
      one.kind === 'related' || tables.includes(one.column.table)
        ? one
        : nested(one, tableOf(schema, one.column.table)),
    );
  const write = (one: Expression): string =>
    one.kind === 'share'
      ? shareSql(one, write(one.of), one.where.map(inPlace))
      : expressionSql(one, scope, distinctBy);
  return {
    outputs: outputsOf(query, write),
    body: [
      `FROM ${fromSql(schema, root, scope)}`,
      ...joins.map((step) => joinSql(schema, step, scope)),
      ...whereSql([...sorted.plain.conditions, ...sorted.nested.filter(isOpen)].map(condition)),
      ...groupSql(query, write),
      ...havingSql(query, write),
    ],
    write,
  };
}

/** Joined rows can be counted by one key only. */
function refuseSeveralCounts({ select }: Query): void {
  const counted = new Set(select.flatMap((one) => (one.kind === 'count' ? [one.table.key] : [])));
  if (counted.size > 1) throw new Unreadable('several things counted for each group are beyond me');
}
