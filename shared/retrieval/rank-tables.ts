import type { Catalog } from '../contracts/catalog.ts';
import { buildBm25 } from './bm25.ts';
import { synonymsOf } from './synonyms.ts';
import { tableWords } from './table-document.ts';
import { valueHits } from './value-hits.ts';
import { wordsOf } from './words.ts';

/** Vectors of all table documents, one after another in the catalogue's order, each of length 1. */
export interface TableVectors {
  readonly model: string;
  readonly dimensions: number;
  readonly values: Float32Array;
}

export interface SearchIndex {
  /** Positions of tables in the catalogue, best first; tables that match in no way are left out. */
  search(question: string, vector: Float32Array | undefined, limit: number): number[];
}

/** Constant of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009). */
const RRF_K = 60;
const LEAST_SIMILARITY = 0.1;
const SYNONYM_WEIGHT = 0.4;
/** Values are looked for in that many times more tables than are wanted. */
const LIKELY = 3;

export function buildSearchIndex(catalog: Catalog, vectors: TableVectors | undefined): SearchIndex {
  const bm25 = buildBm25(catalog.tables.map(tableWords));
  return {
    search: (question, vector, limit) => {
      const rankings = [ranking(bm25.score(queryWords(question)), 0)];
      if (vector && vectors && vectors.dimensions === vector.length) {
        rankings.push(ranking(similarities(vectors, vector), LEAST_SIMILARITY));
      }
      const likely = fuse(rankings).slice(0, limit * LIKELY);
      return fuse([...rankings, holdingValues(catalog, likely, question)]).slice(0, limit);
    },
  };
}

/** Of these tables, those that hold a value the question names, the most telling (longest) first. */
function holdingValues({ tables }: Catalog, likely: readonly number[], question: string): number[] {
  const lengths = new Map(
    likely.map((index) => {
      const values = [...valueHits(tables.slice(index, index + 1), question).values()].flat();
      return [index, Math.max(0, ...values.map((value) => value.length))];
    }),
  );
  return likely
    .filter((index) => lengths.get(index))
    .sort((a, b) => (lengths.get(b) ?? 0) - (lengths.get(a) ?? 0));
}

/** The question's own words count in full, what else may stand for them in a schema counts less. */
function queryWords(question: string): Map<string, number> {
  const words = wordsOf(question);
  const query = new Map<string, number>();
  for (const word of words) for (const synonym of synonymsOf(word)) query.set(synonym, SYNONYM_WEIGHT);
  for (const word of words) query.set(word, 1);
  return query;
}

function similarities({ values, dimensions }: TableVectors, vector: Float32Array): Float64Array {
  const scores = new Float64Array(values.length / dimensions);
  for (let table = 0; table < scores.length; table++) {
    let sum = 0;
    for (let i = 0; i < dimensions; i++) sum += (values[table * dimensions + i] ?? 0) * (vector[i] ?? 0);
    scores[table] = sum;
  }
  return scores;
}

function ranking(scores: Float64Array, above: number): number[] {
  return [...scores.keys()]
    .filter((index) => (scores[index] ?? 0) > above)
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}

function fuse(rankings: readonly (readonly number[])[]): number[] {
  const fused = new Map<number, number>();
  for (const ranks of rankings) {
    ranks.forEach((index, rank) => {
      fused.set(index, (fused.get(index) ?? 0) + 1 / (RRF_K + rank + 1));
    });
  }
  return [...fused].sort(([a, x], [b, y]) => y - x || a - b).map(([index]) => index);
}
