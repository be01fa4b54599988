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

/** What of the index whoever asks may see, by position. */
interface Seen {
  readonly documents: Uint8Array;
  readonly parts: Uint8Array;
  /** Documents of which no part is hidden. */
  readonly whole: Uint8Array;
  readonly count: number;
}

interface WordScore {
  readonly gains: Float64Array;
  /** Part → likeness of its word. */
  readonly parts: ReadonlyMap<number, number>;
}

/** Searches an index; what is hidden is taken away before anything is counted. */
export function searchData(data: IndexData, vocabulary: Vocabulary, query: SearchQuery): SearchResult {
  const seen = see(data, query.visible);
  const asked = questionWords(query.text);
  const scores = [...asked].map(([word, weight]) => scoreWord(data, vocabulary, seen, word, weight));
  const similarities = similaritiesOf(data, seen, query.vector);
  const totals = new Float64Array(data.documents.length);
  for (const { gains } of scores)
    for (const [at, gain] of gains.entries()) totals[at] = (totals[at] ?? 0) + gain;
  const best = fuse([ranking(totals, 0), ranking(similarities, LEAST_SIMILARITY)]).slice(0, query.limit);
  const parts = partHits(data, scores, best);
  return {
    words: [...asked.keys()],
    hits: best.map(
      (at): SearchHit => ({
        id: data.documents[at] ?? '',
        gains: scores.map(({ gains }) => gains[at] ?? 0),
        similarity: similarities[at] ?? 0,
        parts: parts.get(at) ?? [],
      }),
    ),
  };
}

function see(data: IndexData, visible: Visibility | undefined): Seen {
  const { documents, partDocument, partName, partNames } = data;
  const views = documents.map((id) => visible?.(id) ?? true);
  const whole = Uint8Array.from(views, (view) => (view === false ? 0 : 1));
  const parts = Uint8Array.from(partDocument, (document, part) => {
    const view = views[document] ?? false;
    const shown = typeof view === 'boolean' ? view : view(partNames[partName[part] ?? 0] ?? '');
    if (!shown) whole[document] = 0;
    return shown ? 1 : 0;
  });
  const shown = Uint8Array.from(views, (view) => (view === false ? 0 : 1));
  return { documents: shown, parts, whole, count: shown.reduce((sum, one) => sum + one, 0) };
}

/**
 * What a word of the question gains in each document: BM25's inverse document frequency times the best part that
 * holds it or a word like it. How often a document holds it does not count: names don't repeat what they mean.
 */
function scoreWord(
  data: IndexData,
  vocabulary: Vocabulary,
  seen: Seen,
  word: string,
  weight: number,
): WordScore {
  const gains = new Float64Array(data.documents.length);
  const parts = new Map<number, number>();
  let frequency = 0;
  for (const [at, likeness] of vocabulary.like(word)) {
    const end = data.postingStart[at + 1] ?? 0;
    for (let posting = data.postingStart[at] ?? 0; posting < end; posting++) {
      const part = data.postings[posting] ?? 0;
      if (!seen.parts[part]) continue;
      if (likeness > (parts.get(part) ?? 0)) parts.set(part, likeness);
      const document = data.partDocument[part] ?? 0;
      const length = 1 - LENGTH_SHARE + (LENGTH_SHARE * (data.partLength[part] ?? 0)) / USUAL_LENGTH;
      const gain = (likeness * (data.partWeight[part] ?? 0)) / length;
      const known = gains[document] ?? 0;
      if (known === 0) frequency++;
      if (gain > known) gains[document] = gain;
    }
  }
  const rarity = weight * Math.log(1 + (seen.count - frequency + 0.5) / (frequency + 0.5));
  return { gains: gains.map((gain) => gain * rarity), parts };
}

/** Zero for a document seen in part: its vector was made of all of it. */
function similaritiesOf(data: IndexData, seen: Seen, vector: Float32Array | undefined): Float64Array {
  const { dimensions, vectors, documents } = data;
  const similarities = new Float64Array(documents.length);
  if (!vector || dimensions === 0 || vector.length !== dimensions) return similarities;
  for (let document = 0; document < documents.length; document++) {
    if (!seen.whole[document]) continue;
    let sum = 0;
    const start = document * dimensions;
    for (let i = 0; i < dimensions; i++) sum += (vectors[start + i] ?? 0) * (vector[i] ?? 0);
    similarities[document] = sum;
  }
  return similarities;
}

function ranking(scores: Float64Array, above: number): number[] {
  const found: number[] = [];
  for (const [at, score] of scores.entries()) if (score > above) found.push(at);
  return found.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}

function fuse(rankings: readonly (readonly number[])[]): number[] {
  const fused = new Map<number, number>();
  for (const ranks of rankings) {
    for (const [rank, at] of ranks.entries()) fused.set(at, (fused.get(at) ?? 0) + 1 / (RRF_K + rank + 1));
  }
  return [...fused].sort(([a, x], [b, y]) => y - x || a - b).map(([at]) => at);
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
