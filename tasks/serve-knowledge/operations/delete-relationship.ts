import { audit } from '../../../shared/access/audit.ts';
import type { Catalog } from '../../../shared/contracts/catalog.ts';
import type { JoinedColumns, RelationshipEdit } from '../../../shared/contracts/knowledge.ts';
import { isoNow } from '../../../shared/http/clock.ts';
import { problem } from '../../../shared/http/http-problem.ts';
import type { Operation } from '../operation.ts';
import { relationshipKey } from '../relationship-view.ts';
import { requireSource } from '../require-source.ts';
import { visibleCandidates, visibleEdits } from '../visible-relationships.ts';

export const deleteRelationship: Operation<'deleteRelationship'> = async (call, dependencies) => {
  const { params, principal, who } = call;
  const { source, relationship: key } = params;
  const { relationships, refreshes, clock, logger } = dependencies;
  const { policy, catalog } = await requireSource(source, principal, dependencies);
  const edits = await visibleEdits(source, policy, dependencies);
  const candidates = await visibleCandidates(source, policy, dependencies);
  const known: readonly JoinedColumns[] = [
    ...catalog.relationships,
    ...candidates,
    ...edits.map(({ relationship }) => relationship),
  ];
  const found = known.find((each) => relationshipKey(each) === key);
  if (!found) throw problem('NotFound', 'There is no such relationship; GET them for their ids.');
  const { table, columns, refTable, refColumns } = found;
  const joined = { table, columns, refTable, refColumns };
  const author = { by: principal.id, at: isoNow(clock) };
  if (isOnlyEdited(key, catalog, edits)) await relationships.delete(source, joined, author);
  else await relationships.put(source, joined, 'hidden', author);
  audit(logger, 'RelationshipEdited', who, { source, relationship: key, verdict: 'hidden' });
  await refreshes.start(source, 'knowledge');
  return { status: 204 };
};

/** Whether nothing but an edit says that it holds: taken back, it is gone. */
function isOnlyEdited(key: string, { relationships }: Catalog, edits: readonly RelationshipEdit[]): boolean {
  const edit = edits.find(({ relationship }) => relationshipKey(relationship) === key);
  const used = relationships.find((each) => relationshipKey(each) === key);
  return edit?.verdict === 'confirmed' && (used === undefined || used.origin === 'edit');
}
