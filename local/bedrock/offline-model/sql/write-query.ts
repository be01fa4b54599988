import type { Step } from '../joins/join-path.ts';
import { joinTree, type PathChooser, pathTo } from '../joins/join-tree.ts';
import {
  type AnyOf,
  type Condition,
  columnsOf,
  type Expression,
  isAggregated,
  type PlainCondition,
  type Query,
  type Related,
} from '../query/query.ts';
import { Unreadable } from '../reading/unreadable.ts';
import { type Schema, type Table, tableOf } from '../schema/schema.ts';
import { conditionSql } from './condition-sql.ts';
import { expressionSql, outputName } from './expression-sql.ts';
import { aliasesOf, columnSql, createScope, type Scope } from './scope.ts';

interface Context {
  readonly schema: Schema;
  readonly choose: PathChooser;
}

/** Writes the query as one PostgreSQL SELECT; throws Unreadable when its tables can't be joined soundly. */
export function writeQuery(query: Query, context: Context): string {
  const { schema, choose } = context;
  const root = rootOf(query);
  const needed = tablesNeeded(query);
  const steps = joinTree(schema, root, needed, choose);
  const joined = [root, ...steps.map(({ to }) => to)];
  const repeated = repeatedBy(query, steps, root);
  const { plain, nested } = sortConditions(query.conditions, joined, context);
  const extended = [...steps, ...plain.steps];
  const tables = [root, ...extended.map(({ to }) => to)];
  const scope = createScope(schema, tables);
  const distinctBy = repeated ? countKey(query, scope) : undefined;
  const lines = [
    `SELECT ${query.distinct ? 'DISTINCT ' : ''}${query.select.map((one) => outputSql(one, scope, distinctBy)).join(', ')}`,
    `FROM ${fromSql(schema, root, scope)}`,
    ...extended.map((step) => joinSql(schema, step, scope)),
    ...whereSql([
      ...plain.conditions.map((condition) => conditionSql(condition, scope, schema)),
      ...nested.map((condition) => relatedSql(condition, scope, tables, context)),
    ]),
    ...groupSql(query, scope),
    ...havingSql(query, scope, distinctBy),
    ...orderSql(query, scope, distinctBy),
    ...(query.limit === undefined ? [] : [`LIMIT ${query.limit}`]),
  ];
  return lines.join('\n');
}

/** The table whose rows are summed up or listed. */
function rootOf(query: Query): string {
  const measured = [
    ...query.select,
    ...query.order.map(({ by }) => by),
    ...query.having.map(({ by }) => by),
  ].find(isAggregated);
  if (measured?.kind === 'count') return measured.table.key;
  const column = measured && columnsOf(measured)[0];
  return column?.table ?? query.entity.key;
}

function tablesNeeded(query: Query): string[] {
  const expressions = [
    ...query.select,
    ...query.groups,
    ...query.order.map(({ by }) => by),
    ...query.having.map(({ by }) => by),
  ];
  const keys = expressions.flatMap((one) => [
    ...(one.kind === 'count' ? [one.table.key] : []),
    ...columnsOf(one).map(({ table }) => table),
  ]);
  return [...new Set(keys)];
}

/** Whether joins repeat the rows that are summed up; sums over repeated rows would be wrong. */
function repeatedBy(query: Query, steps: readonly Step[], root: string): boolean {
  if (!steps.some(({ many }) => many)) return false;
  const measures = [
    ...query.select,
    ...query.order.map(({ by }) => by),
    ...query.having.map(({ by }) => by),
  ].filter(isAggregated);
  const harmed = measures.some(
    (one) => one.kind === 'measure' || (one.kind === 'aggregate' && (one.fn === 'sum' || one.fn === 'avg')),
  );
  if (harmed) throw new Unreadable(`the figures of ${root} would be counted more than once`);
  return measures.length > 0;
}

function countKey(query: Query, scope: Scope): string | undefined {
  const counted = [...query.select, ...query.order.map(({ by }) => by)].find(({ kind }) => kind === 'count');
  if (counted?.kind !== 'count' || counted.column) return undefined;
  const [key, ...more] = counted.table.columns.filter(({ name }) => counted.table.primaryKey.includes(name));
  if (!key || more.length > 0)
    throw new Unreadable(`rows of ${counted.table.name} can't be told apart to count them`);
  return columnSql(scope, key);
}

interface Sorted {
  readonly plain: { readonly conditions: (PlainCondition | AnyOf)[]; readonly steps: Step[] };
  readonly nested: Related[];
}

/** Conditions on tables that a row meets at most once are joined; the others become EXISTS. */
function sortConditions(
  conditions: readonly Condition[],
  joined: readonly string[],
  { schema, choose }: Context,
): Sorted {
  const sorted: Sorted = { plain: { conditions: [], steps: [] }, nested: [] };
  for (const condition of conditions) {
    if (condition.kind === 'related') {
      sorted.nested.push(condition);
      continue;
    }
    const reached = [...joined, ...sorted.plain.steps.map(({ to }) => to)];
    const { table } = condition.column;
    const path = reached.includes(table) ? [] : pathTo(schema, reached, table, choose);
    if (path.some(({ many }) => many)) nest(sorted.nested, condition, tableOf(schema, table));
    else {
      sorted.plain.conditions.push(condition);
      sorted.plain.steps.push(...path);
    }
  }
  return sorted;
}

function nest(nested: Related[], condition: PlainCondition | AnyOf, table: Table): void {
  const negated = 'negated' in condition && condition.negated && condition.kind !== 'null';
  if (condition.kind === 'among' && condition.all) {
    for (const literal of condition.literals) {
      nested.push({ kind: 'related', table, negated: false, where: [{ ...condition, literals: [literal] }] });
    }
    return;
  }
  const positive = negated ? { ...condition, negated: false } : condition;
  const open = nested.findIndex((one) => one.table.key === table.key && one.negated === negated);
  const known = nested[open];
  if (known && !negated && !known.where.some((one) => isSameColumn(one, condition)))
    nested[open] = { ...known, where: [...known.where, positive] };
  else nested.push({ kind: 'related', table, negated, where: [positive] });
}

function relatedSql(
  related: Related,
  outer: Scope,
  tables: readonly string[],
  { schema, choose }: Context,
): string {
  const path = pathTo(schema, tables, related.table.key, choose);
  const [first, ...rest] = path;
  if (!first) throw new Unreadable(`${related.table.name} is not related to itself`);
  const inner = createScope(
    schema,
    path.map(({ to }) => to),
    aliasesOf(outer, tables).concat(tableOf(schema, first.from).sql),
  );
  const outerColumn = (name: string) =>
    `${outer.qualified ? outer.aliasOf(first.from) : tableOf(schema, first.from).sql}.${name}`;
  const pairs = stepColumns(schema, first).map(
    ([from, to]) => `${inner.aliasOf(first.to)}.${to} = ${outerColumn(from)}`,
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

function fromSql(schema: Schema, table: string, scope: Scope): string {
  const { sql } = tableOf(schema, table);
  return scope.qualified ? `${sql} AS ${scope.aliasOf(table)}` : sql;
}

function joinSql(schema: Schema, step: Step, scope: Scope): string {
  const pairs = stepColumns(schema, step).map(
    ([from, to]) => `${scope.aliasOf(step.to)}.${to} = ${scope.aliasOf(step.from)}.${from}`,
  );
  return `JOIN ${fromSql(schema, step.to, scope)} ON ${pairs.join(' AND ')}`;
}

/** The columns of a step as SQL names: [of the table it leaves, of the table it enters]. */
function stepColumns(schema: Schema, { from, key }: Step): [string, string][] {
  const sqlOf = (table: string, name: string) =>
    tableOf(schema, table).columns.find((one) => one.name === name)?.sql ?? name;
  return key.columns.map((name, at) => {
    const own = sqlOf(key.table, name);
    const referred = sqlOf(key.refTable, key.refColumns[at] ?? name);
    return key.table === from ? [own, referred] : [referred, own];
  });
}

function outputSql(expression: Expression, scope: Scope, distinctBy: string | undefined): string {
  const name = outputName(expression);
  const sql = expressionSql(expression, scope, distinctBy);
  return name ? `${sql} AS ${name}` : sql;
}

function whereSql(conditions: readonly string[]): string[] {
  return conditions.length > 0 ? [`WHERE ${conditions.join('\n  AND ')}`] : [];
}

function groupSql(query: Query, scope: Scope): string[] {
  return query.groups.length > 0
    ? [`GROUP BY ${query.groups.map((one) => expressionSql(one, scope)).join(', ')}`]
    : [];
}

function havingSql(query: Query, scope: Scope, distinctBy: string | undefined): string[] {
  const parts = query.having.map(
    ({ by, comparison, value }) => `${expressionSql(by, scope, distinctBy)} ${comparison} ${value}`,
  );
  return parts.length > 0 ? [`HAVING ${parts.join(' AND ')}`] : [];
}

/** Orders as asked; a limited list gets its outputs as further keys, so that ties fall the same way each time. */
function orderSql(query: Query, scope: Scope, distinctBy: string | undefined): string[] {
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

/** Two conditions on one column speak of two rows: directed by this one, and by that one. */
function isSameColumn(left: Condition, right: PlainCondition | AnyOf): boolean {
  return left.kind === 'among' && right.kind === 'among' && left.column === right.column;
}
