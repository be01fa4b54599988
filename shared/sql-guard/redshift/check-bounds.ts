import { checkPattern } from '../postgres/check-pattern.ts';
import { unsafe } from '../verdict.ts';
import { isNode, literalOf, type Node, nameOf, nodesOf } from './tree.ts';

const MOST_BYTES = 1_048_576;
const MOST_ELEMENTS = 1_000_000;
const REPEATS = new Set(['repeat', 'replicate', 'lpad', 'rpad']);

/** Bounds on what calls and recursion may make: lengths, series, patterns and counters are literals. */
export function checkBounds(statement: unknown): void {
  for (const call of nodesOf(statement, 'function')) checkCall(call);
  for (const kind of ['regexp_like', 'regexp_i_like', 'similar_to']) {
    for (const node of nodesOf(statement, kind)) checkPattern(literalOf(node.pattern));
  }
  for (const clause of nodesOf(statement, 'with')) if (clause.recursive) checkRecursion(clause);
}

function checkCall({ name, args }: Node): void {
  const called = String(name).toLowerCase();
  const given = Array.isArray(args) ? args : [];
  if (REPEATS.has(called)) checkLength(called, given);
  if (/^regexp_/.test(called)) checkPattern(literalOf(given[1]));
  if (called !== 'generate_series') return;
  const [from, to, step = 1] = given.map((arg) => Number(literalOf(arg)));
  const rows = Math.abs(Number(to) - Number(from)) / Math.abs(step);
  if (!(rows <= MOST_ELEMENTS)) {
    throw unsafe(
      'unbounded-series',
      called,
      'generate_series takes number literals, for up to 1000000 elements',
    );
  }
}

function checkLength(called: string, [text, length]: readonly unknown[]): void {
  const isNested = [...nodesOf(text, 'function')].some(({ name }) => REPEATS.has(String(name).toLowerCase()));
  const bytes =
    Number(literalOf(length)) * Math.max(called.endsWith('pad') ? 1 : 0, literalOf(text)?.length ?? 100);
  if (
    isNested ||
    !(Number(literalOf(length)) <= MOST_BYTES) ||
    !(called.endsWith('pad') || bytes <= MOST_BYTES)
  ) {
    throw unsafe(
      'unbounded-text',
      called,
      `the length of ${called} must be a number literal, for up to 1 MB`,
    );
  }
}

/** A query that asks for itself compares a counter with a number. */
function checkRecursion({ ctes }: Node): void {
  for (const cte of Array.isArray(ctes) ? ctes.filter(isNode) : []) {
    const name = nameOf(cte.alias);
    const step = isNode(cte.this) && isNode(cte.this.union) ? cte.this.union.right : undefined;
    const isRecursive = [...nodesOf(cte.this, 'table')].some((table) => nameOf(table.name) === name);
    if (isRecursive && !(isNode(step) && isNode(step.select) && comparesCounter(step.select))) {
      throw unsafe('recursion', name, `the recursive query ${name} must compare a counter with a number`);
    }
  }
}

function comparesCounter({ where_clause, joins }: Node): boolean {
  const conditions = [
    isNode(where_clause) ? where_clause.this : undefined,
    ...(Array.isArray(joins) ? joins.map((join) => (isNode(join) ? join.on : undefined)) : []),
  ];
  return conditions.flatMap(conjuncts).some(isLimit);
}

function conjuncts(condition: unknown): unknown[] {
  if (!isNode(condition)) return [];
  if (isNode(condition.and)) return [...conjuncts(condition.and.left), ...conjuncts(condition.and.right)];
  return isNode(condition.paren) ? conjuncts(condition.paren.this) : [condition];
}

function isLimit(condition: unknown): boolean {
  if (!isNode(condition)) return false;
  const less = condition.lt ?? condition.lte;
  const greater = condition.gt ?? condition.gte;
  const [counter, limit] = isNode(less)
    ? [less.left, less.right]
    : isNode(greater)
      ? [greater.right, greater.left]
      : [];
  return isNode(counter) && 'column' in counter && Number(literalOf(limit)) <= MOST_ELEMENTS;
}
