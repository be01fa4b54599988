import { type AstNode, astNodes } from './jsonata-ast.ts';
import type { StatesAccess } from './scope.ts';

/** What Step Functions would refuse in an expression that jsonata itself accepts, as sentences. */
export function expressionProblems(source: string, ast: AstNode, access: StatesAccess): string[] {
  const problems: string[] = [];
  for (const node of astNodes(ast)) {
    const problem = newerOperator(source, node) ?? evalCall(node) ?? statesField(node, access);
    if (problem) problems.push(problem);
  }
  return problems;
}

/** Step Functions speaks JSONata 2.0.6; `?:` and `??` came with 2.1 and parse to conditions here. */
function newerOperator(source: string, node: AstNode): string | undefined {
  if (node.type !== 'condition' || node.position === undefined) return undefined;
  const operator = source.slice(node.position - 2, node.position);
  if (operator !== '??' && operator !== '?:') return undefined;
  return `the operator ${operator} is newer than Step Functions' JSONata 2.0.6; write a condition with $exists`;
}

function evalCall(node: AstNode): string | undefined {
  if (node.type !== 'variable' || node.value !== 'eval') return undefined;
  return '$eval does not exist in Step Functions; use $parse for JSON text';
}

function statesField(node: AstNode, access: StatesAccess): string | undefined {
  const [root, field] = node.type === 'path' ? (node.steps ?? []) : [];
  if (root?.type !== 'variable' || root.value !== 'states' || field?.type !== 'name') return undefined;
  const allowed: string[] = ['input', 'context', ...access];
  if (allowed.includes(String(field.value))) return undefined;
  return `$states.${field.value} is not available in this field (available: ${allowed.join(', ')})`;
}
