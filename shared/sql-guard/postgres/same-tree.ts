import { isNode, type Node } from './parse-tree.ts';

/** Fields that say where in the text a node stood. */
const PLACES = new Set(['location', 'list_start', 'list_end', 'rexpr_list_start', 'rexpr_list_end']);

/** Whether two parse trees say the same, wherever in the text their nodes stood. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  if (!isNode(a) || !isNode(b)) return a === b;
  const keys = (node: Node) => Object.keys(node).filter((key) => !PLACES.has(key));
  return keys(a).length === keys(b).length && keys(a).every((key) => isSame(a[key], b[key]));
}
