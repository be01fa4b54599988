export type Node = Readonly<Record<string, unknown>>;

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every object that stands under a key of that name, or in a list under it, anywhere in the tree. */
export function* nodesOf(value: unknown, wanted: string): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* nodesOf(item, wanted);
  if (!isNode(value)) return;
  for (const [key, part] of Object.entries(value)) {
    if (key === wanted) for (const item of Array.isArray(part) ? part : [part]) if (isNode(item)) yield item;
    yield* nodesOf(part, wanted);
  }
}

/** The text of an identifier; empty when there is none. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (!isNode(value)) return '';
  return typeof value.name === 'string' ? value.name : textOf(value.identifier ?? value.name ?? value.column);
}

/** The same as Redshift compares it. */
export const nameOf = (value: unknown): string => textOf(value).toLowerCase();

/** The value of a literal. */
export function literalOf(value: unknown): string | undefined {
  const literal = isNode(value) && isNode(value.literal) ? value.literal : undefined;
  return literal && String(literal.value);
}
