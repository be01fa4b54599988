import { Refusal, unsafe } from '../verdict.ts';
import type { NamedQueries, Place, QueryResult, Statement } from './environment.ts';
import { visit, visitAll } from './expression.ts';
import { resolveFrom } from './from.ts';
import type { FromPlace } from './from-item.ts';
import { isAggregated } from './is-aggregated.ts';
import { tieBy } from './origins-of.ts';
import { describe, outputColumns } from './outputs.ts';
import { bare, listOf, type Node, ofKind } from './parse-tree.ts';
import { hull } from './quantity.ts';
import { quantityOf } from './quantity-of.ts';
import type { Column, Scope } from './scope.ts';
import { added, newTies, ONE_ROW, productOf, reduced, type Volume } from './volume.ts';
import { withQueries } from './with.ts';

/** Checks a SELECT, VALUES or set operation with everything below it. */
export function resolveQuery(
  statement: Statement,
  select: Node,
  outer: Scope | undefined,
  given: NamedQueries,
): QueryResult {
  const withClause = bare(select.withClause, 'WithClause');
  const queries = withClause ? withQueries(withClause, statement, outer, given) : given;
  const place: FromPlace = {
    statement,
    scope: outer ?? { relations: [] },
    queries,
    uses: new Set(),
    repeated: [],
    ties: newTies(),
  };
  if (select.op !== 'SETOP_NONE') return setOperation(select, place, outer);
  return select.valuesLists ? valuesLists(select, place) : plainSelect(select, place, outer);
}

function plainSelect(select: Node, around: FromPlace, outer: Scope | undefined): QueryResult {
  const from = resolveFrom(select.fromClause, around);
  const inFrom = { ...around, scope: { relations: from.relations, outer } };
  visit(select.whereClause, inFrom);
  tieBy(select.whereClause, inFrom, around.ties);
  const place = { ...inFrom, collected: productOf(from.members, around.ties) };
  const columns = outputColumns(select.targetList, place, from.columns);
  const withOutputs: Place = { ...place, scope: { ...place.scope, outputs: columns ?? [] } };
  // A name in GROUP BY means a column first, also one that may not be seen.
  const grouped = from.relations.some(({ partial }) => partial) ? place : withOutputs;
  visitAll(select.groupClause, grouped, true);
  visit(select.havingClause, place);
  visitAll(select.windowClause, place);
  visitAll(select.sortClause, withOutputs);
  visitAll(listOf(select.distinctClause), withOutputs, true);
  visitLimits(select, place);
  const own = new Set(from.members.map(({ id }) => id));
  const volume = productOf([...from.members, ...place.repeated], around.ties);
  return {
    columns,
    volume: reducedBy(select, volume, place),
    work: volume,
    uses: new Set([...place.uses].filter((id) => !own.has(id) && isOuter(id, outer))),
    ties: outerTies(own, place.uses, around),
  };
}

function isOuter(id: number, outer: Scope | undefined): boolean {
  for (let scope = outer; scope; scope = scope.outer) {
    if (scope.relations.some((relation) => relation.id === id || hasOrigin(relation.columns, id)))
      return true;
  }
  return false;
}

/** A join under an alias shows columns of the relations inside it. */
const hasOrigin = (columns: readonly Column[] | undefined, id: number) =>
  columns?.some(({ origins }) => origins.has(id)) ?? false;

function outerTies(
  own: ReadonlySet<number>,
  used: ReadonlySet<number>,
  { ties }: FromPlace,
): ReadonlySet<number> {
  const groups = new Set([...own].map((id) => ties.groupOf(id)));
  return new Set([...used].filter((id) => !own.has(id) && groups.has(ties.groupOf(id))));
}

function visitLimits(select: Node, place: Place): void {
  visit(select.limitCount, place);
  visit(select.limitOffset, place);
}

function reducedBy(select: Node, volume: Volume, place: Place): Volume {
  const grouped = listOf(select.groupClause).length > 0 || listOf(select.distinctClause).length > 0;
  const hasGroups = listOf(select.groupClause).length > 0;
  const limit = select.limitCount === undefined ? undefined : quantityOf(select.limitCount, place)?.max;
  const isOne = !hasGroups && isAggregated(select);
  const inList = place.repeated.reduce((rows, member) => rows * member.volume.rows, 1);
  const left = reduced(volume, { one: isOne, grouped, limit });
  return isOne ? { ...left, rows: inList } : left;
}

function valuesLists(select: Node, place: FromPlace): QueryResult {
  const rows = listOf(select.valuesLists).map((list) => listOf(ofKind(list, 'List')?.items));
  for (const row of rows) visitAll(row, place, true);
  visitAll(select.sortClause, {
    ...place,
    scope: { relations: [], outputs: valuesColumns(rows, place), outer: place.scope },
  });
  visitLimits(select, place);
  return {
    columns: valuesColumns(rows, place),
    volume: { tables: 0, rows: rows.length },
    work: { tables: 0, rows: rows.length },
    uses: place.uses,
    ties: new Set(),
  };
}

function valuesColumns(rows: readonly (readonly unknown[])[], place: Place): Column[] {
  const [first = []] = rows;
  return first.map((_, index) => {
    const cells = rows.map((row) => describe(`column${index + 1}`, row[index], place));
    return merged(`column${index + 1}`, cells);
  });
}

/** One column out of those of several rows or queries. */
function merged(name: string, cells: readonly Column[]): Column {
  return {
    name,
    opaque: cells.some(({ opaque, row }) => opaque || row !== undefined),
    size: Math.max(...cells.map(({ size }) => size)),
    quantity: hull(cells.map(({ quantity }) => quantity)),
    integer: cells.every(({ integer }) => integer),
    origins: new Set(cells.flatMap(({ origins }) => [...origins])),
  };
}

function setOperation(select: Node, place: FromPlace, outer: Scope | undefined): QueryResult {
  const sides = [select.larg, select.rarg].map((side) => {
    const fields = bare(side, 'SelectStmt');
    if (!fields) throw unsafe('construct', 'UNION', 'a side of a set operation is no query');
    return place.statement.resolveQuery(fields, outer, place.queries);
  });
  const columns = unitedColumns(sides);
  const outputs: Place = { ...place, scope: { relations: [], outputs: columns ?? [], outer } };
  if (columns) visitAll(select.sortClause, outputs);
  else visitUnknownOrder(select.sortClause);
  visitLimits(select, outputs);
  const volume = sides.map((side) => side.volume).reduce(added, { ...ONE_ROW, rows: 0 });
  return {
    columns,
    volume: reduced(volume, { one: false, grouped: false, limit: limitOf(select, outputs) }),
    work: sides.map((side) => side.work).reduce(added, { ...ONE_ROW, rows: 0 }),
    uses: new Set(sides.flatMap(({ uses }) => [...uses])),
    ties: new Set(sides.every(({ ties }) => ties.size > 0) ? sides.flatMap(({ ties }) => [...ties]) : []),
  };
}

const limitOf = (select: Node, place: Place) =>
  select.limitCount === undefined ? undefined : quantityOf(select.limitCount, place)?.max;

/** Behind a `*` nobody can expand, ORDER BY of a set operation takes plain names and numbers only. */
function visitUnknownOrder(sortClause: unknown): void {
  for (const item of listOf(sortClause)) {
    const node = ofKind(item, 'SortBy')?.node;
    const names = listOf(ofKind(node, 'ColumnRef')?.fields);
    if (names.length !== 1 && !ofKind(node, 'A_Const')) {
      throw unsafe('construct', 'ORDER BY', 'ORDER BY of a set operation takes names of columns');
    }
  }
}

function unitedColumns(sides: readonly QueryResult[]): readonly Column[] | undefined {
  const [left, right] = sides;
  if (!left?.columns || !right?.columns) return undefined;
  if (left.columns.length !== right.columns.length) {
    throw new Refusal(
      'syntax',
      'UNION',
      'Each side of a set operation must have the same number of columns.',
    );
  }
  return left.columns.map((column, index) => {
    const other = right.columns?.[index];
    return other ? merged(column.name, [column, other]) : column;
  });
}
