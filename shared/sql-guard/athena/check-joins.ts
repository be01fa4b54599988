import { type Link, refuseLooseJoins } from '../loose-joins.ts';
import type { TrinoNode } from './athena-parser.ts';
import { childrenOf, kindOf, namesOf } from './tree.ts';

/** What stands inside a subquery is another query's matter. */
const SUBQUERY =
  /^(Subquery|SubqueryExpression|SubqueryRelation|Exists|InSubquery|Lateral|QuantifiedComparison)Context$/;
const WITHOUT_ROWS = /^(Unnest|InlineTable|Lateral)Context$/;

/** Refuses a SELECT that multiplies three or more tables without joining them. */
export function checkJoins(query: TrinoNode): void {
  const sources: string[] = [];
  const links: Link[] = [];
  for (const child of childrenOf(query)) {
    if (kindOf(child) === 'WhereClauseContext') links.push(...linksOf(child));
    else if (/Relation/.test(kindOf(child))) collect(child, sources, links);
  }
  refuseLooseJoins(sources, links);
}

function collect(node: TrinoNode, sources: string[], links: Link[]): void {
  if (kindOf(node) === 'AliasedRelationContext') {
    collectSource(node, sources, links);
    return;
  }
  for (const child of childrenOf(node)) {
    if (/^natural$/i.test(child.getText()) && child.symbol !== undefined) links.push([undefined, undefined]);
    if (kindOf(child) === 'JoinCriteriaContext') links.push(...criteriaLinks(child));
    else collect(child, sources, links);
  }
}

function collectSource(relation: TrinoNode, sources: string[], links: Link[]): void {
  const [primary, ...rest] = childrenOf(relation);
  if (!primary || WITHOUT_ROWS.test(kindOf(primary))) return;
  if (kindOf(primary) === 'ParenthesizedRelationContext') {
    collect(primary, sources, links);
    return;
  }
  const alias = rest.find((child) => /Identifier|NonReserved/.test(kindOf(child)));
  const [name] = alias ? namesOf(alias) : namesOf(primary).slice(-1);
  sources.push(kindOf(primary) === 'SubqueryRelationContext' && !alias ? `#${sources.length}` : (name ?? ''));
}

function criteriaLinks(criteria: TrinoNode): Link[] {
  const isUsing = /^using/i.test(criteria.getText());
  return isUsing ? [[undefined, undefined]] : linksOf(criteria);
}

/** Comparisons that must all hold: what stands under OR or NOT ties nothing. */
function linksOf(node: TrinoNode): Link[] {
  const kind = kindOf(node);
  if (SUBQUERY.test(kind) || kind === 'OrContext' || kind === 'LogicalNotContext') return [];
  if (kind === 'JoinColumnEqualityContext') return pairs(childrenOf(node)[0], childrenOf(node)[2]);
  const [left, test] = childrenOf(node);
  if (kind === 'PredicatedContext' && test && !/^(<>|!=)/.test(test.getText())) return pairs(left, test);
  return childrenOf(node).flatMap(linksOf);
}

function pairs(left: TrinoNode | undefined, right: TrinoNode | undefined): Link[] {
  if (!left || !right) return [];
  return qualifiers(left).flatMap((a) => qualifiers(right).map((b): Link => [a, b]));
}

/** The names before the columns of an expression; undefined for a column that has none. */
function qualifiers(node: TrinoNode): (string | undefined)[] {
  const kind = kindOf(node);
  if (SUBQUERY.test(kind)) return [];
  if (
    [
      'DereferenceContext',
      'ColumnRefContext',
      'JoinColumnReferenceContext',
      'ColumnReferenceContext',
    ].includes(kind)
  ) {
    const names = namesOf(node);
    return names.length === 0 ? [] : [names.length > 1 ? names.at(-2) : undefined];
  }
  return childrenOf(node).flatMap(qualifiers);
}
