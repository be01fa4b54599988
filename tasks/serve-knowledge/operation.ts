import type { CatalogRefreshes, RefreshStatuses } from '../../shared/catalog/catalog-refreshes.ts';
import type { GlossaryEdits, RelationshipEdits } from '../../shared/catalog/knowledge-edits.ts';
import type { Catalog } from '../../shared/contracts/catalog.ts';
import type { KNOWLEDGE_API } from '../../shared/contracts/http/routes/knowledge-api.ts';
import type { RelationshipCandidate } from '../../shared/contracts/knowledge.ts';
import type { ServingDependencies } from '../../shared/http/api.ts';
import type { Operation as HttpOperation } from '../../shared/http/operation.ts';
import type { VerifiedQueries } from '../../shared/retrieval/verified/verified-queries.ts';

export type KnowledgeOperationId = keyof typeof KNOWLEDGE_API;

export interface TableHit {
  readonly table: string;
  readonly score: number;
  readonly description?: string | undefined;
  /** Columns that speak of the same words. */
  readonly columns: readonly string[];
}

/** What the operations use; dependencies.ts makes the real ones. */
export interface Dependencies extends ServingDependencies {
  /** The source's catalogue; undefined until the first refresh has built it. */
  readonly loadCatalog: (source: string) => Promise<Catalog | undefined>;
  readonly glossary: GlossaryEdits;
  readonly relationships: RelationshipEdits;
  /** Relationships of a source that look likely, for all who see all of it. */
  readonly loadCandidates: (source: string) => Promise<readonly RelationshipCandidate[]>;
  readonly refreshes: CatalogRefreshes;
  readonly refreshStatuses: RefreshStatuses;
  readonly verifiedQueries: VerifiedQueries;
  /** Tables of a catalogue that a question speaks of, best first. */
  readonly findTables: (catalog: Catalog, question: string, limit: number) => Promise<readonly TableHit[]>;
}

export type Operation<Id extends KnowledgeOperationId> = HttpOperation<Id, Dependencies>;
