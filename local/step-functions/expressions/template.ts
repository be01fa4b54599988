import { isObject } from '../json.ts';
import { type CompiledExpression, EmptyResult, jsonataMessage } from './compile-expression.ts';
import type { Scope } from './scope.ts';

/** A JSON value of a definition with the expressions in it compiled. */
export type Template =
  | { readonly kind: 'constant'; readonly value: unknown }
  | { readonly kind: 'expression'; readonly expression: CompiledExpression; readonly field: string }
  | { readonly kind: 'array'; readonly items: readonly Template[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [string, Template])[] };

/** An expression could not be evaluated: States.QueryEvaluationError once the state's name is known. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
  readonly field: string;

  constructor(source: string, field: string, what: string) {
    super(`The JSONata expression '${source}' specified for the field '${field}' ${what}`);
    this.field = field;
  }
}

/** Builds a template; `compile` turns one expression string into its compiled form. */
export function buildTemplate(
  value: unknown,
  field: string,
  compile: (text: string, field: string) => Template,
): Template {
  if (typeof value === 'string') return compile(value, field);
  if (Array.isArray(value)) {
    const items = value.map((item, index) => buildTemplate(item, `${field}[${index}]`, compile));
    return items.every(isConstant) ? { kind: 'constant', value } : { kind: 'array', items };
  }
  if (isObject(value)) {
    const entries = Object.entries(value).map(
      ([key, item]) => [key, buildTemplate(item, `${field}/${key}`, compile)] as const,
    );
    return entries.every(([, item]) => isConstant(item))
      ? { kind: 'constant', value }
      : { kind: 'object', entries };
  }
  return { kind: 'constant', value };
}

function isConstant(template: Template): boolean {
  return template.kind === 'constant';
}

/** The template's value; throws QueryError naming expression and field. */
export function evaluateTemplate(template: Template, scope: Scope): unknown {
  switch (template.kind) {
    case 'constant':
      return template.value;
    case 'expression':
      return evaluateExpression(template.expression, template.field, scope);
    case 'array':
      return evaluateItems(template.items, scope);
    case 'object':
      return evaluateEntries(template.entries, scope);
  }
}

async function evaluateItems(items: readonly Template[], scope: Scope): Promise<unknown[]> {
  const values: unknown[] = [];
  for (const item of items) values.push(await evaluateTemplate(item, scope));
  return values;
}

async function evaluateEntries(
  entries: readonly (readonly [string, Template])[],
  scope: Scope,
): Promise<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const [key, item] of entries) {
    const value = evaluateTemplate(item, scope);
    values[key] = value instanceof Promise ? await value : value;
  }
  return values;
}

function evaluateExpression(expression: CompiledExpression, field: string, scope: Scope): unknown {
  const value = expression.evaluate(scope);
  if (!(value instanceof Promise)) return value;
  return value.catch((error: unknown) => {
    const what =
      error instanceof EmptyResult
        ? 'returned nothing (undefined).'
        : `threw an error: ${jsonataMessage(error)}`;
    throw new QueryError(expression.source, field, what);
  });
}

/** The source of an expression template, for messages about its result. */
export function templateSource(template: Template): string {
  if (template.kind === 'expression') return template.expression.source;
  return template.kind === 'constant' ? JSON.stringify(template.value) : '{…}';
}
