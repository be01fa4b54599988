import { isObject, type JsonObject, typeName } from '../json.ts';
import type { FieldRule } from './field-rules.ts';
import type { Problems } from './problems.ts';

/** Checks a field that has a structure of its own, reporting each problem with its place. */
export type NestedRule = (value: unknown, place: string, check: Checks) => void;

/** What nested rules call back into. */
export interface Checks {
  readonly problems: Problems;
  flow(flow: JsonObject, place: string): void;
}

/** Applies `each` to the objects of a list that must not be empty. */
export function objectList(
  value: unknown,
  place: string,
  { problems }: Checks,
  each: (item: JsonObject, place: string, isLast: boolean) => void,
): void {
  if (!Array.isArray(value) || value.length === 0) {
    problems.add('SCHEMA_VALIDATION_FAILED', place, 'must be an array that is not empty');
    return;
  }
  value.forEach((item: unknown, index) => {
    const itemPlace = `${place}[${index}]`;
    if (isObject(item)) each(item, itemPlace, index === value.length - 1);
    else problems.add('SCHEMA_VALIDATION_FAILED', itemPlace, `must be an object, not ${typeName(item)}`);
  });
}

/** Checks an object against known fields: unknown ones and missing required ones are problems. */
export function objectFields(
  object: JsonObject,
  place: string,
  problems: Problems,
  rules: Readonly<Record<string, FieldRule>>,
  required: readonly string[] = [],
): void {
  for (const [field, value] of Object.entries(object)) {
    const rule = Object.hasOwn(rules, field) ? rules[field] : undefined;
    const problem = rule ? rule(value) : 'is not a field known here';
    if (problem) problems.add('SCHEMA_VALIDATION_FAILED', `${place}/${field}`, problem);
  }
  for (const field of required) {
    if (!(field in object)) problems.add('SCHEMA_VALIDATION_FAILED', place, `the field ${field} is missing`);
  }
}
