/** A node of the grammar's tree without its kind: field → value. */
export type Node = Readonly<Record<string, unknown>>;

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The kind and the fields of a node that stands in its place as {Kind: fields}; undefined for anything else. */
export function unwrap(value: Node): { kind: string; node: unknown } | undefined {
  const entries = Object.entries(value);
  const [first] = entries;
  return first && entries.length === 1 && /^[A-Z]/.test(first[0])
    ? { kind: first[0], node: first[1] }
    : undefined;
}

/** The parts of a possibly qualified name. */
export function namesOf(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.map((item) => (isNode(item) && isNode(item.String) ? String(item.String.sval ?? '') : ''));
}

/** A name of PostgreSQL itself: unqualified or of pg_catalog. Undefined when it is of another schema. */
export function builtInName(list: unknown): string | undefined {
  const names = namesOf(list);
  const [first, second] = names;
  if (names.length === 1) return first;
  return names.length === 2 && first === 'pg_catalog' ? second : undefined;
}
