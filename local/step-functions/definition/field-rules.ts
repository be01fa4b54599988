import { isExpression } from '../expressions/compile-expression.ts';
import { typeName } from '../json.ts';

/** Says what is wrong with a field's value as a phrase ("must be …"), or nothing. */
export type FieldRule = (value: unknown) => string | undefined;

export const anyJson: FieldRule = () => undefined;

export const text: FieldRule = (value) =>
  typeof value === 'string' ? undefined : `must be a string, not ${typeName(value)}`;

/** A state's name as a target; whether it exists is checked with the flow. */
export const stateName: FieldRule = (value) =>
  typeof value === 'string' && value.length >= 1 && value.length <= 80
    ? undefined
    : 'must be a state name of 1 to 80 characters';

export const onlyTrue: FieldRule = (value) => (value === true ? undefined : 'must be true');

export const boolOrExpression: FieldRule = (value) =>
  typeof value === 'boolean' || (typeof value === 'string' && isExpression(value))
    ? undefined
    : 'must be a JSONata expression {% … %} or a boolean';

/** A whole number within bounds. */
export function integer(min: number, max: number): FieldRule {
  return (value) =>
    Number.isInteger(value) && Number(value) >= min && Number(value) <= max
      ? undefined
      : `must be an integer from ${min} to ${max}`;
}

export function atLeast(min: number): FieldRule {
  return (value) =>
    typeof value === 'number' && value >= min ? undefined : `must be a number of at least ${min}`;
}

export function oneOf(...values: readonly string[]): FieldRule {
  return (value) =>
    typeof value === 'string' && values.includes(value) ? undefined : `must be ${values.join(' or ')}`;
}

/** The rule, or an expression whose result the running state checks. */
export function orExpression(rule: FieldRule): FieldRule {
  return (value) => {
    if (typeof value === 'string' && isExpression(value)) return undefined;
    const problem = rule(value);
    return problem && `${problem}, or a JSONata expression`;
  };
}

/** A field that exists on AWS but not here yet. */
export function notYet(what: string): FieldRule {
  return () => `is not supported by the local Step Functions yet (${what})`;
}

/** A field of the other query language. */
export const jsonPathOnly: FieldRule = () =>
  'belongs to JSONPath; machines here are JSONata (use Arguments, Output and Assign)';
