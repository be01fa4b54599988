import { glossaryEntryId } from '../../shared/catalog/glossary-entry-id.ts';
import type { GlossaryEditView } from '../../shared/contracts/http/knowledge.ts';
import type { GlossaryEdit } from '../../shared/contracts/knowledge.ts';
import { sourcePath } from './source-links.ts';

export function glossaryEditView(source: string, edit: GlossaryEdit): GlossaryEditView {
  const id = glossaryEntryId(edit.entry);
  return { id, ...edit, links: { self: `${sourcePath(source)}/glossary/${encodeURIComponent(id)}` } };
}
