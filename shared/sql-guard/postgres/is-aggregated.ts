import { builtInName, children, isNode, listOf, type Node, ofKind, tagged } from './parse-tree.ts';

const AGGREGATES =
  /^(any_value|(array|jsonb?|string|range|xml)_agg(_strict)?|jsonb?_object_agg.*|avg|bit_(and|or|xor)|bool_(and|or)|corr|count|covar_.*|every|max|min|mode|percentile_.*|range_intersect_agg|regr_.*|stddev.*|sum|var_.*|variance)$/;

const COLLECTS = /^((array|jsonb?|string|range)_agg(_strict)?|jsonb?_object_agg.*)$/;

/** Whether a value is the call of an aggregate that keeps all it is given. */
export function collects(value: unknown): boolean {
  const call = ofKind(value, 'FuncCall');
  if (call) return COLLECTS.test(builtInName(call.funcname) ?? '');
  return ofKind(value, 'JsonArrayAgg') !== undefined || ofKind(value, 'JsonObjectAgg') !== undefined;
}

/** Whether a value holds such a call, subqueries aside. */
export function holdsCollection(value: unknown): boolean {
  const node = tagged(value);
  if (node?.kind === 'SubLink') return false;
  if (collects(value)) return true;
  const fields = node ? node.fields : isNode(value) ? value : {};
  return children(fields).some(holdsCollection);
}

/** Whether a SELECT list holds an aggregate of the query itself, not of a subquery or a window. */
export function isAggregated({ targetList }: Node): boolean {
  return listOf(targetList).some((target) => holdsAggregate(ofKind(target, 'ResTarget')?.val));
}

function holdsAggregate(value: unknown): boolean {
  const node = tagged(value);
  if (node?.kind === 'SubLink') return false;
  const call = node?.kind === 'FuncCall' ? node.fields : undefined;
  if (call && call.over === undefined && AGGREGATES.test(builtInName(call.funcname) ?? '')) return true;
  const fields = node ? node.fields : isNode(value) ? value : {};
  return children(fields).some(holdsAggregate);
}
