/** A node of jsonata's syntax tree, as far as it is looked at here. */
export interface AstNode {
  readonly type?: string;
  readonly value?: unknown;
  readonly position?: number;
  readonly steps?: readonly AstNode[];
  readonly procedure?: AstNode;
}

/** Every node of the tree, parents first. */
export function* astNodes(node: unknown): Generator<AstNode> {
  if (typeof node !== 'object' || node === null) return;
  // jsonata's own nodes are the only objects of its tree with a type.
  if ('type' in node) yield node as AstNode;
  for (const child of Object.values(node)) yield* astNodes(child);
}
