import type { AstNode } from './jsonata-ast.ts';
import type { Scope } from './scope.ts';

/** Says that the quick way does not apply to these values and jsonata must decide. */
export const UNDECIDED = Symbol('undecided');

export type QuickEvaluation = (scope: Scope) => unknown;

/**
 * A quick evaluation for `$variable.name.name`, the most common expression: it walks plain objects, and leaves
 * arrays on the way (where JSONata maps and flattens), missing values and everything else to jsonata.
 */
export function quickPath(ast: AstNode): QuickEvaluation | undefined {
  const [root, ...names] = ast.type === 'path' ? (ast.steps ?? []) : [ast];
  if (root?.type !== 'variable' || !isBare(root) || !names.every(isPlainName)) return undefined;
  if (ast.type === 'path' && !isBare(ast)) return undefined;
  const variable = String(root.value);
  const keys = names.map((name) => String(name.value));
  return ({ states, variables }) => {
    if (variable === 'states') return walk(states, keys);
    return Object.hasOwn(variables, variable) ? walk(variables[variable], keys) : UNDECIDED;
  };
}

function walk(start: unknown, keys: readonly string[]): unknown {
  let value = start;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return UNDECIDED;
    if (!Object.hasOwn(value, key)) return UNDECIDED;
    // Indexing any object by a string it owns is safe; the type of a foreign JSON value is not known closer.
    value = (value as Record<string, unknown>)[key];
  }
  return value === undefined || (Array.isArray(value) && value.length === 0) ? UNDECIDED : value;
}

function isPlainName(node: AstNode): boolean {
  return node.type === 'name' && isBare(node);
}

/** A node without filters, groups, sorting or focus, which all add properties of their own. */
function isBare(node: AstNode): boolean {
  return Object.keys(node).every((key) => ['type', 'value', 'position', 'steps'].includes(key));
}
