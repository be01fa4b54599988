import type { Place } from './environment.ts';
import { children, isNode, listOf, type Node, namesOf, ofKind, tagged } from './parse-tree.ts';
import { findColumn } from './scope.ts';
import type { Ties } from './volume.ts';

/** The relations an expression's columns come from, those of its subqueries aside. */
export function originsOf(value: unknown, place: Place): ReadonlySet<number> {
  const origins = new Set<number>();
  collect(value, place, origins);
  return origins;
}

function collect(value: unknown, place: Place, origins: Set<number>): void {
  const node = tagged(value);
  if (node?.kind === 'SubLink') return;
  if (node?.kind === 'ColumnRef') {
    const names = namesOf(node.fields.fields).filter(Boolean);
    if (names.length === 0) return;
    const found = findColumn(place.scope, names);
    for (const id of 'column' in found ? found.column.origins : [found.relation.id]) origins.add(id);
    return;
  }
  const fields = node ? node.fields : value;
  if (Array.isArray(fields)) for (const item of fields) collect(item, place, origins);
  else if (isNode(fields)) for (const part of children(fields)) collect(part, place, origins);
}

type Pair = readonly [number, number];

/** Comparisons that tie the rows of one relation to those of another; <> ties nothing. */
const TYING = /^(=|<=?|>=?|@>|<@|&&|~~\*?|\^@|\?|<<|>>|BETWEEN( SYMMETRIC)?|@@)$/;
const TYING_KINDS = new Set([
  'AEXPR_OP',
  'AEXPR_OP_ANY',
  'AEXPR_IN',
  'AEXPR_LIKE',
  'AEXPR_ILIKE',
  'AEXPR_BETWEEN',
  'AEXPR_BETWEEN_SYM',
  'AEXPR_NOT_DISTINCT',
]);

/** Records which relations a condition ties together. */
export function tieBy(condition: unknown, place: Place, ties: Ties): void {
  for (const [a, b] of pairsOf(condition, place)) {
    if (a === -1 || b === -1) ties.tieSome();
    else ties.tie(a, b);
  }
}

function pairsOf(condition: unknown, place: Place): Pair[] {
  const bool = ofKind(condition, 'BoolExpr');
  if (bool) return pairsOfBool(bool, place);
  const call = ofKind(condition, 'FuncCall');
  if (call)
    return pairsBetween(originsOf(listOf(call.args)[0], place), originsOf(listOf(call.args).slice(1), place));
  const { kind, name, lexpr, rexpr } = ofKind(condition, 'A_Expr') ?? {};
  if (!TYING_KINDS.has(String(kind)) || !TYING.test(namesOf(name).at(-1) ?? '')) return [];
  return pairsBetween(originsOf(lexpr, place), originsOf(rexpr, place));
}

function pairsOfBool({ boolop, args }: Node, place: Place): Pair[] {
  const branches = listOf(args).map((branch) => pairsOf(branch, place));
  if (boolop === 'AND_EXPR') return branches.flat();
  if (boolop !== 'OR_EXPR') return [];
  const [first = [], ...others] = branches;
  const has = (pairs: readonly Pair[], [a, b]: Pair) => pairs.some(([c, d]) => c === a && d === b);
  return first.filter((pair) => others.every((pairs) => has(pairs, pair)));
}

function pairsBetween(left: ReadonlySet<number>, right: ReadonlySet<number>): Pair[] {
  if (left.has(-1) && right.has(-1)) return [[-1, -1]];
  return [...left].flatMap((a) =>
    [...right].filter((b) => b !== a).map((b): Pair => [Math.min(a, b), Math.max(a, b)]),
  );
}
