import type { Place } from './environment.ts';
import { children, isNode, listOf, type Node, namesOf, ofKind, tagged } from './parse-tree.ts';
import { between, DAY, dataTime, type Quantity } from './quantity.ts';
import { quantityOf } from './quantity-of.ts';
import type { Column } from './scope.ts';
import { ONE_ROW } from './volume.ts';

/** The step of a recursive query, and the columns of its start. */
export interface RecursiveArm {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly step: Node;
}

export interface Counted {
  /** Rounds at most, where a counter that is compared with a constant says so. */
  readonly rounds: number | undefined;
  /** Whether it leaves out what its path has met. */
  readonly checksPath: boolean;
  /** What is known of the values of its columns. */
  readonly quantities: ReadonlyMap<string, Quantity>;
}

/** How a column changes in each round: by adding, or by multiplying. */
interface Change {
  readonly by: Quantity;
  readonly isFactor: boolean;
}

/** Counters that no constant ends are taken to stay within so many rounds of data. */
const DATA_ROUNDS = 10_000;
const MOST_ROUNDS = 1_000_000;

export function countRounds(arm: RecursiveArm): Counted {
  const conditions = conditionsOf(arm.step);
  const rounds: number[] = [];
  const quantities = new Map<string, Quantity>();
  for (const [index, { name, quantity: start }] of arm.columns.entries()) {
    const change = changeOf(ofKind(listOf(arm.step.targetList)[index], 'ResTarget')?.val, name, arm);
    if (!start || !change) continue;
    const limits = conditions.flatMap((condition) => limitOf(condition, name, arm, change) ?? []);
    const own = limits.map((limit) => roundsTo(limit, start, change)).filter((count) => count <= MOST_ROUNDS);
    rounds.push(...own);
    const most = Math.min(...own, DATA_ROUNDS);
    if (!change.isFactor) quantities.set(name, reached(start, change.by, most));
  }
  return {
    rounds: rounds.length > 0 ? Math.min(...rounds) : undefined,
    checksPath: conditions.some((condition) => leavesOutPath(condition, arm)),
    quantities,
  };
}

const reached = (start: Quantity, by: Quantity, rounds: number): Quantity =>
  between(
    start.unit,
    Math.min(start.min, start.min + by.min * rounds),
    Math.max(start.max, start.max + by.max * rounds),
  );

/** What must hold for a step to give a row: the parts of WHERE and of inner joins that AND puts together. */
function conditionsOf(step: Node): readonly unknown[] {
  const joins = listOf(step.fromClause).flatMap(joinConditions);
  return [step.whereClause, ...joins].flatMap(conjuncts);
}

function joinConditions(item: unknown): unknown[] {
  const join = ofKind(item, 'JoinExpr');
  if (join?.jointype !== 'JOIN_INNER') return [];
  return [join.quals, ...joinConditions(join.larg), ...joinConditions(join.rarg)];
}

function conjuncts(condition: unknown): readonly unknown[] {
  const bool = ofKind(condition, 'BoolExpr');
  if (bool?.boolop === 'AND_EXPR') return listOf(bool.args).flatMap(conjuncts);
  return condition === undefined ? [] : [condition];
}

/** Whether an expression is the recursive query's own column of that name. */
function isSelf(value: unknown, column: string, arm: RecursiveArm): boolean {
  const names = namesOf(ofKind(value, 'ColumnRef')?.fields);
  if (names.at(-1) !== column) return false;
  return (
    names.length === 1 ||
    (names.length === 2 && aliasesOf(arm.step.fromClause, arm.name).includes(names[0] ?? ''))
  );
}

function aliasesOf(value: unknown, name: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => aliasesOf(item, name));
  const node = tagged(value);
  if (node?.kind === 'JoinExpr')
    return [...aliasesOf(node.fields.larg, name), ...aliasesOf(node.fields.rarg, name)];
  if (node?.kind !== 'RangeVar' || node.fields.relname !== name || node.fields.schemaname !== undefined)
    return [];
  return [isNode(node.fields.alias) ? String(node.fields.alias.aliasname) : name];
}

function changeOf(value: unknown, column: string, arm: RecursiveArm): Change | undefined {
  const cast = ofKind(value, 'TypeCast');
  if (cast) return changeOf(cast.arg, column, arm);
  const { name, kind, lexpr, rexpr } = ofKind(value, 'A_Expr') ?? {};
  if (kind !== 'AEXPR_OP') return undefined;
  const operator = namesOf(name).at(-1);
  const [self, other] = isSelf(lexpr, column, arm) ? [lexpr, rexpr] : [rexpr, lexpr];
  const by = isSelf(self, column, arm) ? constantQuantity(other) : undefined;
  if (!by || (operator === '-' && self !== lexpr)) return undefined;
  if (operator === '+') return { by: by, isFactor: false };
  if (operator === '-') return { by: { ...by, min: -by.max, max: -by.min }, isFactor: false };
  return operator === '*' ? { by, isFactor: true } : undefined;
}

/** A value in which no column stands. */
function constantQuantity(value: unknown): Quantity | undefined {
  return holdsColumn(value) ? undefined : quantityOf(value, NOWHERE);
}

const NOWHERE: Place = {
  statement: {
    guard: {},
    nextId: () => 0,
    subqueries: new WeakMap(),
    sizeOf: () => 0,
    resolveQuery: () => ({ columns: [], volume: ONE_ROW, work: ONE_ROW, uses: new Set(), ties: new Set() }),
  },
  scope: { relations: [] },
  queries: new Map(),
  uses: new Set(),
  repeated: [],
};

function holdsColumn(value: unknown): boolean {
  const node = tagged(value);
  if (node?.kind === 'ColumnRef' || node?.kind === 'SubLink') return true;
  const fields = node ? node.fields : isNode(value) ? value : {};
  return children(fields).some(holdsColumn);
}

/** The limit a condition sets to a counter that moves towards it. */
function limitOf(
  condition: unknown,
  column: string,
  arm: RecursiveArm,
  change: Change,
): Quantity | undefined {
  const { name, kind, lexpr, rexpr } = ofKind(condition, 'A_Expr') ?? {};
  const operator = namesOf(name).at(-1) ?? '';
  if (kind !== 'AEXPR_OP' || !/^[<>]=?$/.test(operator)) return undefined;
  const isLeft = isCounter(lexpr, column, arm);
  if (!isLeft && !isCounter(rexpr, column, arm)) return undefined;
  const isUpper = operator.startsWith('<') === isLeft;
  const rises = change.isFactor ? change.by.min > 1 : change.by.min > 0;
  const falls = !change.isFactor && change.by.max < 0;
  if (isUpper ? !rises : !falls) return undefined;
  const other = isLeft ? rexpr : lexpr;
  const limit = constantQuantity(other);
  const isLongStep = change.by.unit === 'interval' && Math.abs(change.by.min) >= DAY;
  // A calendar may end where the data does.
  return limit ?? (isLongStep && ofKind(other, 'SubLink') ? dataTime('time') : undefined);
}

/** The counter itself, or with a constant added. */
function isCounter(value: unknown, column: string, arm: RecursiveArm): boolean {
  return isSelf(value, column, arm) || changeOf(value, column, arm) !== undefined;
}

function roundsTo(limit: Quantity, start: Quantity, { by, isFactor }: Change): number {
  if (isFactor) {
    return start.min >= 1
      ? Math.log(Math.max(limit.max / start.min, 1)) / Math.log(by.min) + 2
      : Number.POSITIVE_INFINITY;
  }
  const isDate = start.unit === 'date' || start.unit === 'time';
  const step = Math.min(Math.abs(by.min), Math.abs(by.max)) * (isDate && by.unit === 'number' ? DAY : 1);
  const distance = by.min > 0 ? limit.max - start.min : start.max - limit.min;
  return Math.max(distance, 0) / step + 2;
}

/** `x <> ALL (path)` or `NOT x = ANY (path)`, with what the step adds to its own path. */
function leavesOutPath(condition: unknown, arm: RecursiveArm): boolean {
  const bool = ofKind(condition, 'BoolExpr');
  const inner = bool?.boolop === 'NOT_EXPR' ? listOf(bool.args)[0] : condition;
  const { kind, name, rexpr } = ofKind(inner, 'A_Expr') ?? {};
  const wanted = bool ? ['AEXPR_OP_ANY', '='] : ['AEXPR_OP_ALL', '<>'];
  if (kind !== wanted[0] || namesOf(name).at(-1) !== wanted[1]) return false;
  return arm.columns.some(({ name: column }, index) => {
    const target = ofKind(listOf(arm.step.targetList)[index], 'ResTarget')?.val;
    const joined = ofKind(target, 'A_Expr');
    return (
      isSelf(rexpr, column, arm) &&
      namesOf(joined?.name).at(-1) === '||' &&
      isSelf(joined?.lexpr, column, arm)
    );
  });
}
