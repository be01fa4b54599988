/** Fields of a node of the grammar's tree: field → value. */
export type Node = Readonly<Record<string, unknown>>;

/** A node that says its kind: {Kind: fields} in the tree. */
export interface Tagged {
  readonly kind: string;
  readonly fields: Node;
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The kind and the fields of a node that stands in its place as {Kind: fields}; undefined for anything else. */
export function tagged(value: unknown): Tagged | undefined {
  if (!isNode(value)) return undefined;
  const entries = Object.entries(value);
  const [first] = entries;
  if (!first || entries.length !== 1 || !/^[A-Z]/.test(first[0]) || !isNode(first[1])) return undefined;
  return { kind: first[0], fields: first[1] };
}

/** The fields of a node of one kind; undefined for any other. */
export function ofKind(value: unknown, kind: string): Node | undefined {
  const node = tagged(value);
  return node?.kind === kind ? node.fields : undefined;
}

/** The fields of those nodes of a list that are of one kind. */
export const nodesOfKind = (list: unknown, kind: string): Node[] =>
  listOf(list).flatMap((item): Node[] => {
    const fields = ofKind(item, kind);
    return fields ? [fields] : [];
  });

/** The node inside a field that stands there with or without its kind around it. */
export function bare(value: unknown, kind: string): Node | undefined {
  return ofKind(value, kind) ?? (isNode(value) && !tagged(value) ? value : undefined);
}

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The text of a String node; undefined for any other. */
export function stringOf(value: unknown): string | undefined {
  const node = ofKind(value, 'String');
  return node && String(node.sval ?? '');
}

/** The parts of a possibly qualified name. */
export const namesOf = (list: unknown): string[] => listOf(list).map((item) => stringOf(item) ?? '');

/** A name of PostgreSQL itself: unqualified or of pg_catalog. Undefined when it is of another schema. */
export function builtInName(list: unknown): string | undefined {
  const names = namesOf(list);
  const [first, second] = names;
  if (names.length === 1) return first;
  return names.length === 2 && first === 'pg_catalog' ? second : undefined;
}

/** The nodes right below a node: items of lists, and fields; those that carry no kind get the field's name. */
export function children(fields: Node): unknown[] {
  return Object.values(fields).flatMap((value) =>
    Array.isArray(value) ? value : isNode(value) ? [value] : [],
  );
}
