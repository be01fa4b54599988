import type { IndexData } from './index-data.ts';
import type { PartHit, SearchHit, SearchQuery, SearchResult, Visibility } from './search-index.ts';
import { questionWords } from './search-words.ts';
import type { Vocabulary } from './word-likeness.ts';

/** Constant of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009). */
const RRF_K = 60;
/** Below it vectors of texts that have nothing in common lie by chance. */
const LEAST_SIMILARITY = 0.05;
/** BM25's b for parts of a few words, and the length that counts as usual. */
const LENGTH_SHARE = 0.3;
const USUAL_LENGTH = 2;
/** What a second word like the one asked adds to the first. */
const OTHERS_SHARE = 0.4;

/** What of the index somebody may see, by position. */
export interface Seen {
  readonly documents: Uint8Array;
  readonly parts: Uint8Array;
  /** Documents of which no part is hidden. */
  readonly whole: Uint8Array;
  readonly count: number;
}

/** What one word of the question found: documents with their gains, parts with the likeness of their words. */
interface WordScore {
  readonly gains: ReadonlyMap<number, number>;
  readonly parts: ReadonlyMap<number, number>;
}

export function see(data: IndexData, visible: Visibility | undefined): Seen {
  const { documents, partDocument, partName, partNames } = data;
  const views = documents.map((id) => visible?.(id) ?? true);
  const shown = Uint8Array.from(views, (view) => (view === false ? 0 : 1));
  const whole = shown.slice();
  const parts = Uint8Array.from(partDocument, (document, part) => {
    const view = views[document] ?? false;
    const isShown = typeof view === 'boolean' ? view : view(partNames[partName[part] ?? 0] ?? '');
    if (!isShown) whole[document] = 0;
    return isShown ? 1 : 0;
  });
  return { documents: shown, parts, whole, count: shown.reduce((sum, one) => sum + one, 0) };
}

/** Searches what is seen of an index: what is hidden is counted nowhere. */
export function searchData(
  data: IndexData,
  vocabulary: Vocabulary,
  seen: Seen,
  { text, vector, limit }: SearchQuery,
): SearchResult {
  const asked = questionWords(text);
  const scores = [...asked].map(([word, weight]) => scoreWord(data, vocabulary, seen, word, weight));
  const similarities = similaritiesOf(data, seen, vector);
  const best = fuse([ranking(addUp(scores)), ranking(similarities)]).slice(0, limit);
  const parts = partHits(data, scores, best);
  return {
    words: [...asked.keys()],
    hits: best.map(
      (at): SearchHit => ({
        id: data.documents[at] ?? '',
        gains: scores.map(({ gains }) => gains.get(at) ?? 0),
        similarity: similarities.get(at) ?? 0,
        parts: parts.get(at) ?? [],
      }),
    ),
  };
}

/**
 * What a word of the question gains in each document: BM25's inverse document frequency times the best part that
 * holds it or a word like it, and a share of what other words like it hold ("revenue" is made of price and quantity).
 * How often a document holds a word does not count: names don't repeat what they mean.
 */
function scoreWord(
  data: IndexData,
  vocabulary: Vocabulary,
  seen: Seen,
  word: string,
  weight: number,
): WordScore {
  const best = new Map<number, number>();
  const all = new Map<number, number>();
  const parts = new Map<number, number>();
  for (const [at, likeness] of vocabulary.like(word)) {
    for (const [document, gain] of gainsOf(data, seen, at, likeness, parts)) {
      best.set(document, Math.max(best.get(document) ?? 0, gain));
      all.set(document, (all.get(document) ?? 0) + gain);
    }
  }
  const rarity = weight * Math.log(1 + (seen.count - best.size + 0.5) / (best.size + 0.5));
  const gains = new Map<number, number>();
  for (const [document, most] of best) {
    const others = (all.get(document) ?? 0) - most;
    gains.set(document, rarity * (most + OTHERS_SHARE * others));
  }
  return { gains, parts };
}

/** What one word of the index gains in each document by its best part; notes the likeness of the parts that hold it. */
function gainsOf(
  { postings, postingStart, partDocument, partLength, partWeight }: IndexData,
  seen: Seen,
  word: number,
  likeness: number,
  parts: Map<number, number>,
): Map<number, number> {
  const gains = new Map<number, number>();
  const end = postingStart[word + 1] ?? 0;
  for (let posting = postingStart[word] ?? 0; posting < end; posting++) {
    const part = postings[posting] ?? 0;
    if (!seen.parts[part]) continue;
    if (likeness > (parts.get(part) ?? 0)) parts.set(part, likeness);
    const document = partDocument[part] ?? 0;
    const length = 1 - LENGTH_SHARE + (LENGTH_SHARE * (partLength[part] ?? 0)) / USUAL_LENGTH;
    const gain = (likeness * (partWeight[part] ?? 0)) / length;
    if (gain > (gains.get(document) ?? 0)) gains.set(document, gain);
  }
  return gains;
}

function addUp(scores: readonly WordScore[]): Map<number, number> {
  const totals = new Map<number, number>();
  for (const { gains } of scores) {
    for (const [document, gain] of gains) totals.set(document, (totals.get(document) ?? 0) + gain);
  }
  return totals;
}

/** Of those that are alike at all. A document seen in part has none: its vector was made of all of it. */
function similaritiesOf(
  { dimensions, vectors, documents }: IndexData,
  seen: Seen,
  vector: Float32Array | undefined,
): Map<number, number> {
  const similarities = new Map<number, number>();
  if (!vector || dimensions === 0 || vector.length !== dimensions) return similarities;
  for (let document = 0; document < documents.length; document++) {
    if (!seen.whole[document]) continue;
    let sum = 0;
    const start = document * dimensions;
    for (let i = 0; i < dimensions; i++) sum += (vectors[start + i] ?? 0) * (vector[i] ?? 0);
    if (sum > LEAST_SIMILARITY) similarities.set(document, sum);
  }
  return similarities;
}

/** Documents, the highest score first. */
function ranking(scores: ReadonlyMap<number, number>): number[] {
  return [...scores].sort(([a, x], [b, y]) => y - x || a - b).map(([document]) => document);
}

function fuse(rankings: readonly (readonly number[])[]): number[] {
  const fused = new Map<number, number>();
  for (const ranks of rankings) {
    for (const [rank, at] of ranks.entries()) fused.set(at, (fused.get(at) ?? 0) + 1 / (RRF_K + rank + 1));
  }
  return ranking(fused);
}

/** Which parts of these documents hold which words. */
function partHits(
  data: IndexData,
  scores: readonly WordScore[],
  documents: readonly number[],
): Map<number, PartHit[]> {
  const hits = new Map<number, PartHit[]>(documents.map((at) => [at, []]));
  for (const [word, { parts }] of scores.entries()) {
    for (const [part, likeness] of parts) {
      const name = data.partNames[data.partName[part] ?? 0] ?? '';
      hits.get(data.partDocument[part] ?? 0)?.push({ part: name, word, likeness });
    }
  }
  return hits;
}
