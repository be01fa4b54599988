import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Record<string, unknown>;
export type AttributeValues = Record<string, AttributeValue>;

/** A plain object as DynamoDB's attributes; fields that are undefined are left out. Throws on what JSON has not. */
export function toAttributes(item: Item): AttributeValues {
  const attributes: AttributeValues = {};
  for (const [name, value] of Object.entries(item)) {
    if (value !== undefined) attributes[name] = toAttribute(value, name);
  }
  return attributes;
}

export function fromAttributes(attributes: AttributeValues): Item {
  const item: Item = {};
  for (const [name, value] of Object.entries(attributes)) item[name] = fromAttribute(value, name);
  return item;
}

function toAttribute(value: unknown, name: string): AttributeValue {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: numberText(value, name) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (value === null) return { NULL: true };
  if (Array.isArray(value)) {
    return { L: value.filter((each) => each !== undefined).map((each) => toAttribute(each, name)) };
  }
  if (isPlain(value)) return { M: toAttributes(value) };
  throw new TypeError(`The attribute ${name} is ${typeof value}, which no item can hold`);
}

function numberText(value: number, name: string): string {
  if (Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return String(value);
  throw new TypeError(`The attribute ${name} is ${value}, which is no number an item can hold`);
}

function isPlain(value: unknown): value is Item {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function fromAttribute(value: AttributeValue, name: string): unknown {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return Number(value.N);
  if (value.M) return fromAttributes(value.M);
  if (value.L) return value.L.map((each) => fromAttribute(each, name));
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.NULL) return null;
  throw new TypeError(`The attribute ${name} has a type that is not ours: ${Object.keys(value).join()}`);
}
