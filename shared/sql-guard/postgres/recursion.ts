import { unsafe } from '../verdict.ts';
import { type Counted, countRounds, type RecursiveArm } from './count-rounds.ts';
import type { NamedQueries, QueryResult, Statement } from './environment.ts';
import { bare, children, isNode, listOf, type Node, ofKind, tagged } from './parse-tree.ts';
import { renamed } from './renamed.ts';
import type { Column, Scope } from './scope.ts';
import { TABLE, type Volume } from './volume.ts';

const MOST_ROWS = 1_000_000;
const MOST_BYTES = 1_048_576;
/** Bytes each column is taken to have when the recursion begins, to see how they grow. */
const PROBE = 1_024;
const DOUBLING = 1.9;

/** A query under WITH RECURSIVE; one that asks for itself must be sure to end. */
export function recursiveResult(
  expression: Node,
  select: Node,
  statement: Statement,
  outer: Scope | undefined,
  queries: NamedQueries,
): QueryResult {
  const name = String(expression.ctename ?? '');
  if (!mentions(select, name)) return statement.resolveQuery(select, outer, queries);
  const start = bare(select.larg, 'SelectStmt');
  const step = bare(select.rarg, 'SelectStmt');
  if (select.op !== 'SETOP_UNION' || !start || !step || select.withClause) {
    throw unsafe(
      'recursion',
      name,
      `the recursive query ${name} must be one UNION of its start and its step`,
    );
  }
  if (select.sortClause || select.limitCount || select.limitOffset) {
    throw unsafe('recursion', name, `the recursive query ${name} may have no ORDER BY or LIMIT of its own`);
  }
  const first = statement.resolveQuery(start, outer, queries);
  const columns = renamed(expression, first.columns);
  if (!columns) throw unsafe('recursion', name, `the columns of the recursive query ${name} are not known`);
  const arm: RecursiveArm = { name, columns, step };
  const counted = countRounds(arm);
  const probes = columns.map((column) => ({
    ...column,
    size: PROBE,
    quantity: counted.quantities.get(column.name),
  }));
  const self = (): QueryResult => ({
    columns: probes,
    volume: TABLE,
    work: TABLE,
    uses: new Set(),
    ties: new Set(),
  });
  const next = statement.resolveQuery(step, outer, new Map([...queries, [name, self]]));
  const isTied = next.volume.tables <= TABLE.tables;
  if (!isTied)
    throw unsafe('recursion', name, `a step of the recursive query ${name} joins tables without a condition`);
  const isDistinct = select.all !== true || expression.cycle_clause !== undefined;
  refuseEndless(arm, counted, isDistinct);
  refuseGrowth(name, next, counted.rounds);
  return {
    ...first,
    volume: volumeOf(first, arm, counted.rounds),
    columns: columns.map((column) => ({
      ...column,
      size: Math.max(column.size, PROBE),
      quantity: counted.quantities.get(column.name),
    })),
  };
}

/** All the rounds together. */
function volumeOf(first: QueryResult, { name, step }: RecursiveArm, rounds = 1): Volume {
  const readsData = listOf(step.fromClause).some((item) => readsTable(item, name));
  return {
    tables: readsData ? TABLE.tables : first.volume.tables,
    rows: first.volume.rows * Math.ceil(rounds),
  };
}

/** Whether a table of that name stands anywhere below. */
function mentions(value: unknown, name: string): boolean {
  const node = tagged(value);
  if (node?.kind === 'RangeVar') return node.fields.relname === name && node.fields.schemaname === undefined;
  const fields = node ? node.fields : isNode(value) ? value : {};
  return children(fields).some((part) => mentions(part, name));
}

/** Without a table in it, a step that works values out makes its rows out of nothing and may never repeat one. */
function refuseEndless({ name, step }: RecursiveArm, counted: Counted, isDistinct: boolean): void {
  const stepsThroughData = listOf(step.fromClause).some((item) => readsTable(item, name));
  const keepsValues = listOf(step.targetList).every(isKept);
  if (counted.rounds !== undefined || (counted.checksPath && stepsThroughData)) return;
  if (isDistinct && (stepsThroughData || keepsValues)) return;
  throw unsafe(
    'recursion',
    name,
    `the recursive query ${name} is not sure to end: compare a counter with a constant, or use UNION or CYCLE over a table`,
  );
}

/** A value that the step takes over as it is. */
function isKept(target: unknown): boolean {
  const { val } = ofKind(target, 'ResTarget') ?? {};
  return ofKind(val, 'ColumnRef') !== undefined || ofKind(val, 'A_Const') !== undefined;
}

function readsTable(value: unknown, except: string): boolean {
  const node = tagged(value);
  if (node?.kind === 'RangeVar') return node.fields.relname !== except;
  const fields = node ? node.fields : isNode(value) ? value : {};
  return children(fields).some((part) => readsTable(part, except));
}

/** Rows and bytes a step multiplies by are raised to the power of its rounds. */
function refuseGrowth(name: string, next: QueryResult, rounds: number | undefined): void {
  const refuse = (what: string) => unsafe('recursion', name, `the recursive query ${name} ${what}`);
  const { rows } = next.volume;
  if (rows > 1 && rows ** (rounds ?? 20) > MOST_ROWS) throw refuse('multiplies its rows in every step');
  if ((rounds ?? 0) * rows > MOST_ROWS) throw refuse(`may take more than ${MOST_ROWS} steps`);
  const sizes = next.columns?.map(({ size }: Column) => size) ?? [];
  const most = Math.max(0, ...sizes);
  if (most / PROBE >= DOUBLING && (most / PROBE) ** (rounds ?? 1_000) > MOST_BYTES) {
    throw refuse('doubles a text in every step');
  }
  if ((most - PROBE) * Math.min(rounds ?? 1_000, 1_000) > MOST_BYTES)
    throw refuse('makes texts that grow without bound');
}
