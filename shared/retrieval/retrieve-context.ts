import { type Catalog, type Metric, tableId } from '../contracts/catalog.ts';
import type { ModelUse } from '../contracts/job.ts';
import type { EmbeddingModel } from '../model/language-model.ts';
import { HITS_WANTED, linkSchema, type RetrievalLimits } from './link-schema.ts';
import type { SearchIndex, SearchResult } from './search-index.ts';
import { visibilityOf } from './table-document.ts';
import { tableIndexName, wordIndex } from './table-index.ts';

export interface RetrievedContext {
  readonly schema: string;
  readonly tokens: number;
  readonly tables: readonly string[];
  /** What search had to do without. */
  readonly notes: readonly string[];
  readonly use?: ModelUse;
  /** The question's, where there is one. */
  readonly vector?: Float32Array;
}

/** Where tables are looked for. */
export interface Retrieval {
  readonly index: SearchIndex;
  readonly embedding: EmbeddingModel;
}

interface Found {
  readonly result: SearchResult;
  readonly notes: readonly string[];
  readonly use?: ModelUse;
  readonly vector?: Float32Array;
}

/**
 * What the model gets to see for a question: the tables its metrics are computed from, those found by words and
 * meaning, those that connect them, and nothing else. `visible` is what of the whole catalogue the principal may see. Undefined when nothing in it has
 * anything to do with the question.
 */
export async function retrieveContext(
  retrieval: Retrieval,
  whole: Catalog,
  visible: Catalog,
  question: string,
  limits: RetrievalLimits,
  metrics: readonly Metric[] = [],
): Promise<RetrievedContext | undefined> {
  const { result, notes, use, vector } = await findTables(retrieval, whole, visible, question);
  const fitted = linkSchema(visible, result, question, limits, metrics);
  if (!fitted) return undefined;
  return {
    schema: fitted.text,
    tokens: fitted.tokens,
    tables: fitted.tables.map(tableId),
    notes,
    ...(use && { use }),
    ...(vector && { vector }),
  };
}

async function findTables(
  { index, embedding }: Retrieval,
  whole: Catalog,
  visible: Catalog,
  text: string,
): Promise<Found> {
  const { vector, use, note } = await embedQuestion(embedding, text);
  const notes = note === undefined ? [] : [note];
  const query = { text, vector, limit: HITS_WANTED };
  const isWhole = visible === whole;
  const result = await index.search(tableIndexName(whole, embedding.id), {
    ...query,
    ...(!isWhole && { visible: visibilityOf(visible) }),
  });
  if (result) return { result, notes, use, ...(vector && { vector }) };
  const missing = 'Tables were searched by words alone: the index of this catalogue is missing.';
  return {
    result: wordIndex(visible).search(query),
    notes: [...notes, missing],
    use,
    ...(vector && { vector }),
  };
}

/** A question can be answered without its vector, so a model that fails is no reason to give up. */
async function embedQuestion(
  embedding: EmbeddingModel,
  question: string,
): Promise<{ vector?: Float32Array; use?: ModelUse; note?: string }> {
  try {
    const { vectors: [vector] = [], use } = await embedding.embed([question], 'query');
    return { vector, use };
  } catch (error) {
    const why = error instanceof Error ? error.name : 'unknown error';
    return { note: `Tables were searched by words alone: the embedding model failed (${why}).` };
  }
}
