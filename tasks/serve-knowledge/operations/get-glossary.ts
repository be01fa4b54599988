import { visibleEntry } from '../../../shared/authorisation/visible-knowledge.ts';
import { json } from '../../../shared/http/http-response.ts';
import { glossaryEditView } from '../glossary-view.ts';
import type { Operation } from '../operation.ts';
import { requireSource } from '../require-source.ts';

export const getGlossary: Operation<'getGlossary'> = async ({ params, principal }, dependencies) => {
  const { source } = params;
  const { policy, whole, catalog } = await requireSource(source, principal, dependencies);
  const edits = await dependencies.glossary.list(source);
  const entries = edits.flatMap((edit) => {
    const entry = visibleEntry(edit.entry, whole, policy);
    return entry ? [glossaryEditView(source, { ...edit, entry })] : [];
  });
  return json(200, { source, entries, metrics: catalog.metrics ?? [] });
};
