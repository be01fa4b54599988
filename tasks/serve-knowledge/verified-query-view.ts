import { hidesNothing } from '../../shared/authorisation/authorise.ts';
import { isColumnVisible, isTableVisible } from '../../shared/authorisation/policy-selection.ts';
import type { VerifiedQueryView } from '../../shared/contracts/http/verified-queries.ts';
import type { Policy } from '../../shared/contracts/policy.ts';
import type { Principal } from '../../shared/contracts/principal.ts';
import type { VerifiedQuery } from '../../shared/contracts/verified-query.ts';

export const verifiedQueryPath = ({ source, id }: Pick<VerifiedQuery, 'source' | 'id'>) =>
  `/v1/verified-queries/${id}?source=${encodeURIComponent(source)}`;

export function verifiedQueryView(query: VerifiedQuery): VerifiedQueryView {
  const { template: _template, columns: _columns, dialect: _dialect, ...shown } = query;
  return { ...shown, links: { self: verifiedQueryPath(query) } };
}

/**
 * Whether a curator may see a pair: all where nothing is hidden, one's own, and those over tables and columns that
 * the policy shows whole. What has not passed the guard yet may name anything.
 */
export function isQueryVisible(query: VerifiedQuery, policy: Policy, { id }: Principal): boolean {
  if (hidesNothing(policy) || query.approvedBy === id) return true;
  const { tables, columns } = query;
  if (!tables || !columns) return false;
  const isWhole = (table: string) => policy.rowFilters.every((filter) => filter.table !== table);
  const seesColumn = (column: string) => {
    const dot = column.lastIndexOf('.');
    return isColumnVisible(policy, column.slice(0, dot), column.slice(dot + 1));
  };
  return (
    tables.every((table) => isTableVisible(policy, table) && isWhole(table)) && columns.every(seesColumn)
  );
}
