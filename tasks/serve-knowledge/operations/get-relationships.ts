import { isCurator } from '../../../shared/http/caller.ts';
import { json } from '../../../shared/http/http-response.ts';
import type { Operation } from '../operation.ts';
import { relationshipEditView, withKey } from '../relationship-view.ts';
import { requireSource } from '../require-source.ts';
import { visibleCandidates, visibleEdits } from '../visible-relationships.ts';

export const getRelationships: Operation<'getRelationships'> = async (
  { params, principal },
  dependencies,
) => {
  const { source } = params;
  const { policy, catalog } = await requireSource(source, principal, dependencies);
  const relationships = catalog.relationships.map(withKey);
  if (!isCurator(principal)) return json(200, { source, relationships });
  const candidates = await visibleCandidates(source, policy, dependencies);
  const edits = await visibleEdits(source, policy, dependencies);
  return json(200, {
    ...{ source, relationships },
    candidates: candidates.map(withKey),
    edits: edits.map((edit) => relationshipEditView(source, edit)),
  });
};
