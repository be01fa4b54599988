import { createHash } from 'node:crypto';
import { relationshipId } from '../../shared/catalog/relationship-id.ts';
import type { JoinedColumns, RelationshipEdit } from '../../shared/contracts/knowledge.ts';
import { sourcePath } from './source-links.ts';

/** A relationship's name in a path: its own is as long as its columns are many. */
export const relationshipKey = (relationship: JoinedColumns) =>
  createHash('sha256').update(relationshipId(relationship)).digest('hex').slice(0, 20);

export const withKey = <R extends JoinedColumns>(relationship: R) => ({
  id: relationshipKey(relationship),
  ...relationship,
});

export function relationshipEditView(source: string, edit: RelationshipEdit) {
  const id = relationshipKey(edit.relationship);
  return { id, ...edit, links: { self: `${sourcePath(source)}/relationships/${id}` } };
}
