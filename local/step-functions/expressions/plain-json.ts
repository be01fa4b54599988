import { isObject } from '../json.ts';

/**
 * The value as plain JSON. JSONata marks arrays it builds with properties of their own; left on, they would
 * change how the next expression reads the array. Unmarked values are returned as they are, not copied.
 * Throws a TypeError for what JSON does not have (functions).
 */
export function plainJson(value: unknown): unknown {
  if (typeof value === 'function') throw new TypeError('a function is not JSON');
  if (Array.isArray(value)) return plainArray(value);
  if (isObject(value)) return plainObject(value);
  return value;
}

function plainArray(value: unknown[]): unknown[] {
  const marked =
    'sequence' in value || 'cons' in value || 'keepSingleton' in value || 'outerWrapper' in value;
  let copy = marked ? [...value] : undefined;
  for (let index = 0; index < value.length; index++) {
    const plain = plainJson(value[index]);
    if (plain === value[index]) continue;
    copy ??= [...value];
    copy[index] = plain;
  }
  return copy ?? value;
}

function plainObject(value: Record<string, unknown>): Record<string, unknown> {
  if ('_jsonata_lambda' in value || '_jsonata_function' in value) {
    throw new TypeError('a function is not JSON');
  }
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(value)) {
    const plain = plainJson(value[key]);
    if (plain === value[key]) continue;
    copy ??= { ...value };
    copy[key] = plain;
  }
  return copy ?? value;
}
