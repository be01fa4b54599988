import jsonata from 'jsonata';
import { expressionProblems } from './check-expression.ts';
import { astNodes } from './jsonata-ast.ts';
import { plainJson } from './plain-json.ts';
import type { Scope, StatesAccess } from './scope.ts';
import { quickPath, UNDECIDED } from './simple-path.ts';
import type { StatesFunctions } from './states-functions.ts';

/** An expression that runs away is ended, so that it cannot hang the whole local stack. */
const LIMITS = { timeout: 5_000, stack: 2_000 };

export interface CompiledExpression {
  readonly source: string;
  /** The value as plain JSON; throws what jsonata throws, or an EmptyResult for undefined. */
  evaluate(scope: Scope): unknown;
}

/** An expression yielded undefined, which JSON does not have. */
export class EmptyResult extends Error {
  override readonly name = 'EmptyResult';
}

/** Whether a string of a definition is an expression: `{% … %}` without spaces around it. */
export function isExpression(text: string): boolean {
  return text.startsWith('{%') && text.endsWith('%}') && text.length >= 4;
}

/** Compiles `{% … %}` once per machine; problems go to `refuse`, and then the result is undefined. */
export function compileExpression(
  text: string,
  functions: StatesFunctions,
  access: StatesAccess,
  refuse: (problem: string) => void,
): CompiledExpression | undefined {
  const source = text.slice(2, -2).trim();
  const expression = parse(source, refuse);
  if (!expression) return undefined;
  const ast = expression.ast();
  const problems = expressionProblems(source, ast, access);
  for (const problem of problems) refuse(problem);
  if (problems.length > 0) return undefined;
  registerUsed(expression, functions);
  const quick = quickPath(ast);
  return {
    source,
    evaluate(scope) {
      const value = quick ? quick(scope) : UNDECIDED;
      return value === UNDECIDED ? evaluateWhole(expression, scope) : value;
    },
  };
}

async function evaluateWhole(expression: jsonata.Expression, scope: Scope): Promise<unknown> {
  const value: unknown = await expression.evaluate(undefined, { ...scope.variables, states: scope.states });
  if (value === undefined) throw new EmptyResult();
  return plainJson(value);
}

function parse(source: string, refuse: (problem: string) => void): jsonata.Expression | undefined {
  try {
    return jsonata(source, LIMITS);
  } catch (error) {
    refuse(`not a JSONata expression: ${jsonataMessage(error)}`);
    return undefined;
  }
}

function registerUsed(expression: jsonata.Expression, functions: StatesFunctions): void {
  for (const node of astNodes(expression.ast())) {
    const name = node.type === 'variable' ? String(node.value) : '';
    const used = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (used) expression.registerFunction(name, used.implementation, used.signature);
  }
}

/** jsonata throws plain objects with a message and a position. */
export function jsonataMessage(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const message = 'message' in error ? String(error.message) : JSON.stringify(error);
  return 'position' in error ? `${message} (at position ${error.position})` : message;
}
