import { type Link, refuseLooseJoins } from '../loose-joins.ts';
import { isNode, type Node, nameOf, nodesOf } from './tree.ts';

const COMPARISONS = ['eq', 'lt', 'lte', 'gt', 'gte', 'like', 'between', 'in', 'null_safe_eq'];

/** Refuses a SELECT that multiplies three or more tables without joining them. */
export function checkSelect(select: Node): void {
  const { from, joins, where_clause } = select;
  const joined = Array.isArray(joins) ? joins.filter(isNode) : [];
  const listed = isNode(from) && Array.isArray(from.expressions) ? from.expressions : [];
  const sources = [...listed, ...joined.map((join) => join.this)].flatMap(sourceOf);
  const using = joined.flatMap(usingLinks);
  const conditions = [...joined.map((join) => join.on), isNode(where_clause) ? where_clause.this : undefined];
  refuseLooseJoins(sources, [...using, ...conditions.flatMap(linksOf)]);
}

/** The name of a table or subquery in FROM; a column there walks a value of the row to its left. */
function sourceOf(item: unknown, index: number): string[] {
  if (!isNode(item)) return [];
  const inner = isNode(item.alias) ? item.alias.this : item;
  const [kind, node] = Object.entries(isNode(inner) ? inner : {})[0] ?? [];
  if (!isNode(node) || (kind !== 'table' && kind !== 'subquery')) return [];
  return [
    nameOf(node.alias) ||
      nameOf(isNode(item.alias) ? item.alias.alias : undefined) ||
      nameOf(node.name) ||
      `#${index}`,
  ];
}

function usingLinks(join: Node): Link[] {
  const isNatural = typeof join.kind === 'string' && join.kind.includes('Natural');
  return isNatural || (Array.isArray(join.using) && join.using.length > 0) ? [[undefined, undefined]] : [];
}

function linksOf(condition: unknown): Link[] {
  if (!isNode(condition)) return [];
  if (isNode(condition.and)) return [...linksOf(condition.and.left), ...linksOf(condition.and.right)];
  if (isNode(condition.paren)) return linksOf(condition.paren.this);
  const kind = COMPARISONS.find((name) => isNode(condition[name]));
  const node = kind === undefined ? undefined : condition[kind];
  if (!isNode(node)) return [];
  const left = [...nodesOf(node.left ?? node.this, 'column')];
  const right = [...nodesOf([node.right, node.expressions, node.low, node.high], 'column')];
  return left.flatMap((a) =>
    right.map((b): Link => [nameOf(a.table) || undefined, nameOf(b.table) || undefined]),
  );
}
