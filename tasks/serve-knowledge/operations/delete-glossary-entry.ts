import { audit } from '../../../shared/access/audit.ts';
import { visibleEntry } from '../../../shared/authorisation/visible-knowledge.ts';
import { glossaryEntryId } from '../../../shared/catalog/glossary-entry-id.ts';
import { isoNow } from '../../../shared/http/clock.ts';
import { problem } from '../../../shared/http/http-problem.ts';
import type { Operation } from '../operation.ts';
import { requireSource } from '../require-source.ts';

/** Also for what is about a table that is there no more. */
export const deleteGlossaryEntry: Operation<'deleteGlossaryEntry'> = async (call, dependencies) => {
  const { params, principal, who } = call;
  const { source, entry: id } = params;
  const { glossary, refreshes, clock, logger } = dependencies;
  const { policy, whole } = await requireSource(source, principal, dependencies);
  const edit = (await glossary.list(source)).find((each) => glossaryEntryId(each.entry) === id);
  if (!edit || !visibleEntry(edit.entry, whole, policy)) {
    throw problem('NotFound', 'There is no such entry; GET the glossary for their ids.');
  }
  await glossary.delete(source, id, { by: principal.id, at: isoNow(clock) });
  audit(logger, 'GlossaryEdited', who, { source, entry: id });
  await refreshes.start(source, 'knowledge');
  return { status: 204 };
};
