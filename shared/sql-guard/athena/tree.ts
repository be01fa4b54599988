import type { TrinoNode } from './athena-parser.ts';

/** The kind of a node, such as `QuerySpecificationContext`; empty for a leaf. */
export const kindOf = (node: TrinoNode): string => (node.symbol === undefined ? node.constructor.name : '');

export const childrenOf = (node: TrinoNode): readonly TrinoNode[] => node.children ?? [];

/** Every node of that kind below a node; `stop` names kinds whose inside is left out. */
export function* nodesOf(node: TrinoNode, kind: string, stop?: RegExp): Generator<TrinoNode> {
  for (const child of childrenOf(node)) {
    if (kindOf(child) === kind) yield child;
    if (!stop?.test(kindOf(child))) yield* nodesOf(child, kind, stop);
  }
}

/** The parts of a name, lower-cased and without quotes. */
export function namesOf(node: TrinoNode): string[] {
  const kind = kindOf(node);
  if (kind === 'UnquotedIdentifierContext' || kind === 'NonReservedContext')
    return [node.getText().toLowerCase()];
  if (kind === 'QuotedIdentifierContext') {
    return [node.getText().slice(1, -1).replaceAll('""', '"').toLowerCase()];
  }
  return childrenOf(node).flatMap(namesOf);
}

/** The text of a string literal or a number; undefined for anything else. */
export function literalOf(node: TrinoNode | undefined): string | undefined {
  const text = node?.getText() ?? '';
  if (/^-?[\d_.]+(e[+-]?\d+)?$/i.test(text)) return text.replaceAll('_', '');
  return /^'(?:[^']|'')*'$/.test(text) ? text.slice(1, -1).replaceAll("''", "'") : undefined;
}

/** The expressions between the brackets of a call. */
export const argumentsOf = (call: TrinoNode): readonly TrinoNode[] =>
  childrenOf(call).filter((child) => kindOf(child) === 'ExpressionContext');
