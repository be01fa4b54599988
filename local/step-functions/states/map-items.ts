import { StateFailure, StatesError } from '../errors.ts';
import type { MapItem } from '../execution/thread.ts';
import type { Visit } from '../execution/visit.ts';
import type { Template } from '../expressions/template.ts';
import { isObject, type JsonObject, typeName } from '../json.ts';

/** The items of a Map that has them in its state: its Items or, without these, its input. */
export async function mapItems(visit: Visit, template: Template | undefined): Promise<MapItem[]> {
  const source = template
    ? await visit.evaluateAs(template, 'Items', 'array or object', isItems)
    : visit.input.value;
  if (Array.isArray(source)) return source.map((Value: unknown, Index) => ({ Index, Value }));
  if (isObject(source)) return Object.entries(source).map(([Key, Value], Index) => ({ Index, Key, Value }));
  const cause = `The Map state '${visit.name}' has no Items, and its input is ${typeName(source)}, not an array.`;
  throw new StateFailure(StatesError.runtime, cause);
}

function isItems(value: unknown): value is unknown[] | JsonObject {
  return Array.isArray(value) || isObject(value);
}
