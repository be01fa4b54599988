import { type Catalog, type Metric, tableId } from '../contracts/catalog.ts';
import type { ModelUse } from '../contracts/job.ts';
import type { EmbeddingModel } from '../model/language-model.ts';
import { estimateTokens } from '../model/model-use.ts';
import { type FittedSchema, fitInFull, fitSchema } from './fit-schema.ts';
import { connect, joinGraph, withNeighbours } from './join-paths.ts';
import { buildSearchIndex, type SearchIndex, type TableVectors } from './rank-tables.ts';
import type { ValueHit } from './value-index.ts';
import { MOST_VALUE_TOKENS, renderValues } from './value-index-prompt.ts';
import { withValueTables } from './value-index-tables.ts';

export interface RetrievalLimits {
  readonly maxTables: number;
  readonly schemaTokens: number;
}

export interface RetrievedContext {
  readonly schema: string;
  /** A line for each stored value that words of the question stand for. */
  readonly values: string;
  /** Of schema and values. */
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
 * What the model gets to see for a question: the tables its metrics are computed from, those found by words and
 * meaning, those that connect them, and nothing else. Undefined when nothing in the source has anything to do with the question.
 */
export async function retrieveContext(
  catalog: Catalog,
  vectors: TableVectors | undefined,
  embedding: EmbeddingModel,
  question: string,
  limits: RetrievalLimits,
  metrics: readonly Metric[] = [],
  hits: readonly ValueHit[] = [],
): Promise<RetrievedContext | undefined> {
  const { vector, use } = await embedQuestion(vectors, embedding, question);
  const most = Math.max(1, Math.ceil(limits.maxTables * FOUND_SHARE));
  const searched = indexFor(catalog, vectors).search(question, vector, most);
  const wanted = withTablesOf(metrics, catalog, withValueTables(searched, hits, catalog, most));
  if (wanted.length === 0) return undefined;
  // The columns of an expression count as named by the question.
  const wording = [question, ...metrics.map(({ sql }) => sql)].join(' ');
  const reserved = estimateTokens(renderValues(hits, MOST_VALUE_TOKENS));
  const fitted = fitTables(catalog, wanted, wording, hits, {
    ...limits,
    schemaTokens: limits.schemaTokens - reserved,
  });
  const shown = new Set(fitted.tables.map(tableId));
  const values = renderValues(
    hits.filter(({ table }) => shown.has(table)),
    reserved,
  );
  return {
    schema: fitted.text,
    values,
    tokens: fitted.tokens + estimateTokens(values),
    tables: fitted.tables.map(tableId),
    ...(use && { use }),
    ...(vector && { vector }),
  };
}

/** The tables of the metrics first: without them their expressions mean nothing. */
function withTablesOf(metrics: readonly Metric[], { tables }: Catalog, found: readonly number[]): number[] {
  const needed = new Set(metrics.flatMap((metric) => metric.tables));
  const positions = tables.flatMap((table, index) => (needed.has(tableId(table)) ? index : []));
  return [...new Set([...positions, ...found])];
}

/** What was found and what lies between, and their neighbours when that takes no detail from the others. */
function fitTables(
  catalog: Catalog,
  found: readonly number[],
  question: string,
  hits: readonly ValueHit[],
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
    fitSchema(
      tablesOf(connected),
      relationships,
      question,
      schemaTokens,
      new Set(hits.map(({ table, column }) => `${table}.${column}`)),
    )
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
