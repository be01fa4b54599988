import type { CatalogRefreshes, RefreshStatuses } from '../../shared/catalog/catalog-refreshes.ts';
import { glossaryEntryId } from '../../shared/catalog/glossary-entry-id.ts';
import type { EditedBy, GlossaryEdits, RelationshipEdits } from '../../shared/catalog/knowledge-edits.ts';
import { relationshipId } from '../../shared/catalog/relationship-id.ts';
import type { RefreshScope, RefreshStatus } from '../../shared/contracts/knowledge.ts';

interface Kept extends EditedBy {
  readonly revision: number;
}

/** Edits in memory, by source and id. */
function createEdits<E extends Kept>() {
  const kept = new Map<string, Map<string, E>>();
  const of = (source: string) => {
    const edits = kept.get(source) ?? new Map<string, E>();
    kept.set(source, edits);
    return edits;
  };
  return {
    list: async (source: string) =>
      [...of(source)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, edit]) => edit),
    put: (source: string, id: string, edit: (revision: number) => E, ifRevision?: number) => {
      const revision = of(source).get(id)?.revision ?? 0;
      if (ifRevision !== undefined && ifRevision !== revision) return undefined;
      const written = edit(revision + 1);
      of(source).set(id, written);
      return written;
    },
    delete: async (source: string, id: string) => of(source).delete(id),
  };
}

export function createFakeGlossaryEdits(): GlossaryEdits {
  const edits = createEdits<Awaited<ReturnType<GlossaryEdits['list']>>[number]>();
  return {
    ...edits,
    put: async (source, entry, who, ifRevision) =>
      edits.put(source, glossaryEntryId(entry), (revision) => ({ entry, ...who, revision }), ifRevision),
  };
}

export function createFakeRelationshipEdits(): RelationshipEdits {
  const edits = createEdits<Awaited<ReturnType<RelationshipEdits['list']>>[number]>();
  return {
    list: edits.list,
    put: async (source, relationship, verdict, who, ifRevision) =>
      edits.put(
        source,
        relationshipId(relationship),
        (revision) => ({ relationship, verdict, ...who, revision }),
        ifRevision,
      ),
    delete: (source, relationship) => edits.delete(source, relationshipId(relationship)),
  };
}

/** Remembers what was started; a source's status is what a test sets. */
export function createFakeRefreshes() {
  const started: [source: string, scope: RefreshScope][] = [];
  const statuses = new Map<string, RefreshStatus>();
  const refreshes: CatalogRefreshes = {
    start: async (source, scope) => void started.push([source, scope]),
  };
  const refreshStatuses: RefreshStatuses = {
    find: async (source) => statuses.get(source) ?? { running: false, problems: [] },
  };
  return { refreshes, refreshStatuses, started, statuses };
}
