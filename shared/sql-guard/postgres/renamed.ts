import { type Node, namesOf } from './parse-tree.ts';
import type { Column } from './scope.ts';

/** The columns of a query of WITH under the names written after its own. */
export function renamed(
  expression: Node,
  columns: readonly Column[] | undefined,
): readonly Column[] | undefined {
  const names = namesOf(expression.aliascolnames);
  return columns?.map((column, index) => ({ ...column, name: names[index] ?? column.name }));
}
