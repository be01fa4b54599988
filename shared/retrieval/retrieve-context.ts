import { type Catalog, tableId } from '../contracts/catalog.ts';
import { isRetryable } from '../contracts/errors.ts';
import type { ModelUse } from '../contracts/job.ts';
import type { EmbeddingModel } from '../model/language-model.ts';
import { estimateTokens } from '../model/model-use.ts';
import { InqueryError } from '../platform/inquery-error.ts';
import { renderMetrics } from './choose-metrics.ts';
import { type Doubt, doubtsOf } from './doubts.ts';
import { HITS_WANTED, linkSchema, type Named, type RetrievalLimits } from './link-schema.ts';
import type { SearchIndex, SearchQuery, SearchResult } from './search-index.ts';
import { visibilityOf } from './table-document.ts';
import { tableIndexName, wordIndex } from './table-index.ts';
import { MOST_VALUE_TOKENS, renderValues } from './value-index-prompt.ts';

export interface RetrievedContext {
  readonly schema: string;
  /** A line for each stored value that words of the question stand for. */
  readonly values: string;
  /** A line for each metric the question names. */
  readonly metrics: string;
  /** Of schema, values and metrics. */
  readonly tokens: number;
  readonly tables: readonly string[];
  /** What search had to do without. */
  readonly notes: readonly string[];
  readonly doubts: readonly Doubt[];
  readonly use?: ModelUse;
  /** The question's, where there is one. */
  readonly vector?: Float32Array;
}

/** Where tables are looked for. */
export interface Retrieval {
  readonly index: SearchIndex;
  readonly embedding: EmbeddingModel;
  /** Whether an embedding model that may do better in a moment ends the try, instead of being done without. */
  readonly insists?: boolean;
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
  named: Named = {},
): Promise<RetrievedContext | undefined> {
  const { result, notes, use, vector } = await findTables(retrieval, whole, visible, question);
  const { hits = [] } = named;
  const reserved = estimateTokens(renderValues(hits, MOST_VALUE_TOKENS));
  const metrics = renderMetrics(named.metrics ?? []);
  const metricTokens = estimateTokens(metrics);
  const schemaTokens = Math.max(1, limits.schemaTokens - reserved - metricTokens);
  const fitted = linkSchema(visible, result, question, { ...limits, schemaTokens }, named);
  if (!fitted) return undefined;
  const shown = new Set(fitted.tables.map(tableId));
  const values = renderValues(
    hits.filter(({ table }) => shown.has(table)),
    reserved,
  );
  return {
    schema: fitted.text,
    values,
    metrics,
    tokens: fitted.tokens + estimateTokens(values) + metricTokens,
    tables: fitted.tables.map(tableId),
    notes,
    doubts: doubtsOf(result, shown, visible.relationships),
    ...(use && { use }),
    ...(vector && { vector }),
  };
}

async function findTables(
  { index, embedding, insists = false }: Retrieval,
  whole: Catalog,
  visible: Catalog,
  text: string,
): Promise<Found> {
  const { vector, use, note } = await embedQuestion(embedding, text, insists);
  const notes = note === undefined ? [] : [note];
  const query = { text, vector, limit: HITS_WANTED };
  const isWhole = visible === whole;
  const { result, lack } = await search(index, tableIndexName(whole, embedding.id), {
    ...query,
    ...(!isWhole && { visible: visibilityOf(visible) }),
  });
  if (result) return { result, notes, use, vector };
  return { result: wordIndex(visible).search(query), notes: [...notes, byWordsAlone(lack)], use, vector };
}

/** The catalogue itself has the words, so an index that fails is no reason to give up. */
async function search(
  index: SearchIndex,
  name: string,
  query: SearchQuery,
): Promise<{ result?: SearchResult; lack: string }> {
  try {
    return { result: await index.search(name, query), lack: 'the index of this catalogue is missing' };
  } catch (error) {
    return { lack: `the index of this catalogue could not be read (${nameOf(error)})` };
  }
}

/** A question can be answered without its vector, so a model that goes on failing is no reason to give up. */
async function embedQuestion(
  embedding: EmbeddingModel,
  question: string,
  insists: boolean,
): Promise<{ vector?: Float32Array; use?: ModelUse; note?: string }> {
  try {
    const { vectors: [vector] = [], use } = await embedding.embed([question], 'query');
    return { vector, use };
  } catch (error) {
    if (insists && error instanceof InqueryError && isRetryable(error.name)) throw error;
    return { note: byWordsAlone(`the embedding model failed (${nameOf(error)})`) };
  }
}

const byWordsAlone = (why: string) => `Tables were searched by words alone: ${why}.`;

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown error');
