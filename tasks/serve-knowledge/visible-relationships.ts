import { isColumnVisible, isTableVisible } from '../../shared/authorisation/policy-selection.ts';
import type {
  JoinedColumns,
  RelationshipCandidate,
  RelationshipEdit,
} from '../../shared/contracts/knowledge.ts';
import type { Policy } from '../../shared/contracts/policy.ts';
import type { Dependencies } from './operation.ts';

/** Whether a policy shows both sides, all columns of them. */
function isJoinVisible({ table, columns, refTable, refColumns }: JoinedColumns, policy: Policy): boolean {
  const sees = (name: string, wanted: readonly string[]) =>
    isTableVisible(policy, name) && wanted.every((column) => isColumnVisible(policy, name, column));
  return sees(table, columns) && sees(refTable, refColumns);
}

/** Edits of a source that are about nothing hidden. */
export async function visibleEdits(
  source: string,
  policy: Policy,
  { relationships }: Pick<Dependencies, 'relationships'>,
): Promise<RelationshipEdit[]> {
  return (await relationships.list(source)).filter(({ relationship }) => isJoinVisible(relationship, policy));
}

/** Candidates of a source that are about nothing hidden: rows other than the caller's speak for them too. */
export async function visibleCandidates(
  source: string,
  policy: Policy,
  { loadCandidates }: Pick<Dependencies, 'loadCandidates'>,
): Promise<RelationshipCandidate[]> {
  const filtered = (table: string) => policy.rowFilters.some((filter) => filter.table === table);
  return (await loadCandidates(source)).filter(
    (each) => isJoinVisible(each, policy) && !filtered(each.table) && !filtered(each.refTable),
  );
}
