import type { Policy } from '../contracts/policy.ts';
import { isColumnVisible, isTableVisible } from './policy-selection.ts';

/** Whether each policy of a source shows a column; what is known of the values of any other is not kept. */
export function visibleToAll(policies: readonly Policy[]): (table: string, column: string) => boolean {
  return (table, column) =>
    policies.every((policy) => isTableVisible(policy, table) && isColumnVisible(policy, table, column));
}
