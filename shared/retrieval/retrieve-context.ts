import { type Catalog, type CatalogTable, tableId } from '../contracts/catalog.ts';
import type { ModelUse } from '../contracts/job.ts';
import type { EmbeddingModel } from '../model/language-model.ts';
import { fitSchema, fitsInFull } from './fit-schema.ts';
import { connect, joinGraph, withNeighbours } from './join-paths.ts';
import { buildSearchIndex, type SearchIndex, type TableVectors } from './search-index.ts';

export interface RetrievalLimits {
  readonly maxTables: number;
  readonly schemaTokens: number;
}

export interface RetrievedContext {
  readonly schema: string;
  readonly tokens: number;
  readonly tables: readonly string[];
  readonly use?: ModelUse;
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
  const tables = chooseTables(catalog, found, question, limits);
  const fitted = fitSchema(tables, catalog.relationships, question, limits.schemaTokens);
  return {
    schema: fitted.text,
    tokens: fitted.tokens,
    tables: fitted.tables.map(tableId),
    ...(use && { use }),
  };
}

/** What was found and what lies between; then their neighbours, when that takes no detail from the others. */
function chooseTables(
  catalog: Catalog,
  found: readonly number[],
  question: string,
  { maxTables, schemaTokens }: RetrievalLimits,
): CatalogTable[] {
  const graph = joinGraph(catalog.relationships);
  const names = found.flatMap((index) => catalog.tables[index] ?? []).map(tableId);
  const connected = connect(graph, names, maxTables);
  const byId = new Map(catalog.tables.map((table) => [tableId(table), table]));
  const tablesOf = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []);
  const wider = tablesOf(withNeighbours(graph, connected, maxTables));
  const hasRoom = fitsInFull(wider, catalog.relationships, question, schemaTokens);
  return hasRoom ? wider : tablesOf(connected);
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
