import { audit } from '../../../shared/access/audit.ts';
import { visibleEntry } from '../../../shared/authorisation/visible-knowledge.ts';
import { glossaryEntryId } from '../../../shared/catalog/glossary-entry-id.ts';
import type { Catalog } from '../../../shared/contracts/catalog.ts';
import type { GlossaryEntry } from '../../../shared/contracts/knowledge.ts';
import { isoNow } from '../../../shared/http/clock.ts';
import { AccessRefused, problem } from '../../../shared/http/http-problem.ts';
import { json } from '../../../shared/http/http-response.ts';
import { editConflict, editTag, expectedRevision } from '../expected-revision.ts';
import { glossaryEditView } from '../glossary-view.ts';
import { requireColumns } from '../known-columns.ts';
import type { Operation } from '../operation.ts';
import { requireSource } from '../require-source.ts';

export const putGlossaryEntry: Operation<'putGlossaryEntry'> = async (call, dependencies) => {
  const { body: entry, principal, headers, who } = call;
  const { source } = call.params;
  const { glossary, refreshes, clock, logger } = dependencies;
  const { policy, whole, catalog } = await requireSource(source, principal, dependencies);
  requireKnown(entry, catalog);
  const id = glossaryEntryId(entry);
  const earlier = (await glossary.list(source)).find((edit) => glossaryEntryId(edit.entry) === id);
  if (earlier && !visibleEntry(earlier.entry, whole, policy)) throw notYours();
  const author = { by: principal.id, at: isoNow(clock) };
  const edit = await glossary.put(source, entry, author, expectedRevision(headers));
  if (!edit) throw editConflict();
  audit(logger, 'GlossaryEdited', who, { source, entry: id });
  await refreshes.start(source, 'knowledge');
  return json(200, glossaryEditView(source, edit), { etag: editTag(edit) });
};

/** What an entry is about must be there, as far as the caller sees. */
function requireKnown(entry: GlossaryEntry, catalog: Catalog): void {
  if (entry.kind === 'metric') {
    for (const [index, table] of entry.tables.entries()) {
      requireColumns(catalog, { table }, { table: `tables.${index}`, columns: 'tables' });
    }
    return;
  }
  const columns = entry.kind === 'column' ? [entry.column] : [];
  requireColumns(catalog, { table: entry.table, columns }, { table: 'table', columns: 'column' });
}

/** A metric of that name is made of tables that the caller does not see. */
const notYours = () =>
  new AccessRefused('NotVisible', problem('NotAuthorised', 'You may not change the entry of this name.'));
