import { createHash } from 'node:crypto';
import type { Catalog, CatalogTable, Metric, Relationship } from '../contracts/catalog.ts';
import type { KnowledgeProblem, RelationshipCandidate } from '../contracts/knowledge.ts';
import { applyGlossary, glossaryLayers } from './apply-glossary.ts';
import { withoutHint } from './comment-keys.ts';
import { inferRelationships } from './infer-relationships.ts';
import { type Knowledge, NO_KNOWLEDGE } from './knowledge.ts';
import { mergeRelationships } from './merge-relationships.ts';
import { judgeNaming } from './naming/judge-naming.ts';

export interface Introspected {
  readonly tables: readonly CatalogTable[];
  readonly foreignKeys: readonly Relationship[];
}

export interface BuiltCatalog {
  readonly catalog: Catalog;
  /** Likely relationships that nobody has confirmed; no part of the catalogue. */
  readonly candidates: readonly RelationshipCandidate[];
  readonly problems: readonly KnowledgeProblem[];
}

/**
 * Merges what introspection found and what people wrote into one catalogue (edits before files before comments);
 * its version changes exactly when its content does.
 */
export function buildCatalog(
  source: string,
  { tables, foreignKeys }: Introspected,
  builtAt: string,
  knowledge: Knowledge = NO_KNOWLEDGE,
  metrics: readonly Metric[] = [],
): BuiltCatalog {
  const merged = mergeRelationships(tables, foreignKeys, knowledge);
  const { relationships } = merged;
  const described = applyGlossary(tables.map(clean), glossaryLayers(knowledge));
  const content = {
    tables: described.tables,
    relationships,
    ...(metrics.length > 0 && { metrics: [...metrics] }),
    naming: judgeNaming(described.tables),
  };
  const version = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
  return {
    catalog: { source, version, builtAt, ...content },
    candidates: inferRelationships(described.tables, relationships, merged.hidden),
    problems: [...fileProblems(knowledge), ...described.problems, ...merged.problems],
  };
}

function fileProblems({ files }: Knowledge): KnowledgeProblem[] {
  return files.flatMap(({ name, refused, notes }) =>
    [...(refused === undefined ? [] : [refused]), ...notes].map((message) => ({ file: name, message })),
  );
}

/** Comments without hints at keys, and a primary key only where the login can read all of it. */
function clean(table: CatalogTable): CatalogTable {
  const names = new Set(table.columns.map(({ name }) => name));
  return {
    ...table,
    primaryKey: table.primaryKey.every((name) => names.has(name)) ? table.primaryKey : [],
    columns: table.columns.map(({ description, ...column }) => {
      const text = description && withoutHint(description);
      return text ? { ...column, description: text } : column;
    }),
  };
}
