import { audit } from '../../../shared/access/audit.ts';
import { joinProblem } from '../../../shared/catalog/join-problem.ts';
import { isoNow } from '../../../shared/http/clock.ts';
import { invalid } from '../../../shared/http/http-problem.ts';
import { json } from '../../../shared/http/http-response.ts';
import { editConflict, editTag, expectedRevision } from '../expected-revision.ts';
import { requireColumns } from '../known-columns.ts';
import type { Operation } from '../operation.ts';
import { relationshipEditView, relationshipKey } from '../relationship-view.ts';
import { requireCatalog } from '../require-source.ts';

export const putRelationship: Operation<'putRelationship'> = async (call, dependencies) => {
  const { body, principal, headers, who } = call;
  const { source } = call.params;
  const { relationships, refreshes, clock, logger } = dependencies;
  const catalog = await requireCatalog(source, principal, dependencies);
  const { table, columns, refTable, refColumns } = body;
  requireColumns(catalog, { table, columns }, { table: 'table', columns: 'columns' });
  requireColumns(
    catalog,
    { table: refTable, columns: refColumns },
    { table: 'refTable', columns: 'refColumns' },
  );
  const problem = joinProblem(catalog.tables, body);
  if (problem !== undefined) throw invalid([{ field: 'refColumns', message: problem }]);
  const author = { by: principal.id, at: isoNow(clock) };
  const edit = await relationships.put(source, body, 'confirmed', author, expectedRevision(headers));
  if (!edit) throw editConflict();
  audit(logger, 'RelationshipEdited', who, {
    ...{ source, relationship: relationshipKey(body), verdict: 'confirmed' },
  });
  await refreshes.start(source, 'knowledge');
  return json(200, relationshipEditView(source, edit), { etag: editTag(edit) });
};
