import { type Catalog, tableId } from '../contracts/catalog.ts';
import type { ModelUse } from '../contracts/job.ts';
import type { EmbeddingModel } from '../model/language-model.ts';
import { type FittedSchema, fitInFull, fitSchema } from './fit-schema.ts';
import { connect, joinGraph, withNeighbours } from './join-paths.ts';
import { buildSearchIndex, type SearchIndex, type TableVectors } from './rank-tables.ts';

export interface RetrievalLimits {
  readonly maxTables: number;
  readonly schemaTokens: number;
}

export interface RetrievedContext {
  readonly schema: string;
  readonly tokens: number;
  readonly tables: readonly string[];
  readonly use?: ModelUse;
  /** The question's, where there is one. */
  readonly vector?: Float32Array;
}

/** How many of the places are given to search; the rest is left for tables that lie between those found. */
const FOUND_SHARE = 0.75;

const indexes = new WeakMap<Catalog, { vectors: TableVectors | undefined; index: SearchIndex }>();

/**
 * What the model gets to see for a question: the tables found by words and meaning, those that connect them, and
 * nothing else. Undefined when nothing in the source has anything to do with the question.
 */
export async function retrieveContext(
  catalog: Catalog,
  vectors: TableVectors | undefined,
  embedding: EmbeddingModel,
  question: string,
  limits: RetrievalLimits,
): Promise<RetrievedContext | undefined> {
  const { vector, use } = await embedQuestion(vectors, embedding, question);
  const found = indexFor(catalog, vectors).search(
    question,
    vector,
    Math.max(1, Math.ceil(limits.maxTables * FOUND_SHARE)),
  );
  if (found.length === 0) return undefined;
  const fitted = fitTables(catalog, found, question, limits);
  return {
    schema: fitted.text,
    tokens: fitted.tokens,
    tables: fitted.tables.map(tableId),
    ...(use && { use }),
    ...(vector && { vector }),
  };
}

/** What was found and what lies between, and their neighbours when that takes no detail from the others. */
function fitTables(
  catalog: Catalog,
  found: readonly number[],
  question: string,
  { maxTables, schemaTokens }: RetrievalLimits,
): FittedSchema {
  const { relationships } = catalog;
  const graph = joinGraph(relationships);
  const names = found.flatMap((index) => catalog.tables[index] ?? []).map(tableId);
  const connected = connect(graph, names, maxTables);
  const byId = new Map(catalog.tables.map((table) => [tableId(table), table]));
  const tablesOf = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []);
  return (
    fitInFull(tablesOf(withNeighbours(graph, connected, maxTables)), relationships, question, schemaTokens) ??
    fitSchema(tablesOf(connected), relationships, question, schemaTokens)
  );
}

async function embedQuestion(
  vectors: TableVectors | undefined,
  embedding: EmbeddingModel,
  question: string,
): Promise<{ vector?: Float32Array; use?: ModelUse }> {
  if (vectors?.model !== embedding.id) return {};
  const { vectors: [vector] = [], use } = await embedding.embed([question]);
  return { vector, use };
}

function indexFor(catalog: Catalog, vectors: TableVectors | undefined): SearchIndex {
  const kept = indexes.get(catalog);
  if (kept && kept.vectors === vectors) return kept.index;
  const index = buildSearchIndex(catalog, vectors);
  indexes.set(catalog, { vectors, index });
  return index;
}
