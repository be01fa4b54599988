import { StateFailure, StatesError } from '../errors.ts';
import { isObject, type JsonObject, typeName } from '../json.ts';
import type { TaskCall } from './integration.ts';

/** A copy of the task's arguments, checked against the parameters that the integration knows. */
export function parameters(
  task: TaskCall,
  known: readonly string[],
  required: readonly string[],
): JsonObject {
  const argument: unknown = JSON.parse(task.argument.text);
  if (!isObject(argument)) throw invalid(`The arguments must be an object, not ${typeName(argument)}.`);
  for (const field of Object.keys(argument)) {
    if (!known.includes(field))
      throw invalid(`The field '${field}' is not supported by Step Functions here.`);
  }
  for (const field of required) {
    if (!(field in argument)) throw invalid(`The field '${field}' is required but was missing.`);
  }
  return argument;
}

/** A string parameter; undefined when absent. */
export function textParameter(argument: JsonObject, field: string): string | undefined {
  const value = argument[field];
  if (value === undefined || typeof value === 'string') return value;
  throw invalid(`The field '${field}' must be a string, not ${typeName(value)}.`);
}

function invalid(cause: string): StateFailure {
  return new StateFailure(StatesError.runtime, cause);
}
