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

/** A word of the question: the words of the index that stand for it, and what each document gains. */
interface WordScore {
  readonly likenesses: ReadonlyMap<number, number>;
  readonly gains: Float64Array;
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
  const scores = [...asked].map(([word, weight]) => scoreWord(data, vocabulary.like(word), seen, weight));
  const similarities = similaritiesOf(data, seen, vector);
  const documents = data.documents.length;
  const best = fuse([ranking(addUp(scores, documents)), ranking(similarities)], documents, limit);
  const parts = partHits(data, seen, scores, best);
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

/**
 * What a word of the question gains in each document: BM25's inverse document frequency times the best part that
 * holds it or a word like it, and a share of what other words like it hold ("revenue" is made of price and quantity).
 * How often a document holds a word does not count: names don't repeat what they mean.
 */
function scoreWord(
  data: IndexData,
  likenesses: ReadonlyMap<number, number>,
  seen: Seen,
  weight: number,
): WordScore {
  const best = new Float64Array(data.documents.length);
  const gains = new Float64Array(data.documents.length);
  let frequency = 0;
  for (const [word, likeness] of likenesses) {
    forEachGain(data, seen, word, (document, held) => {
      const gain = likeness * held;
      const known = best[document] ?? 0;
      if (known === 0) frequency++;
      best[document] = Math.max(known, gain);
      const added = gain > known ? gain - known * (1 - OTHERS_SHARE) : gain * OTHERS_SHARE;
      gains[document] = (gains[document] ?? 0) + added;
    });
  }
  const rarity = weight * Math.log(1 + (seen.count - frequency + 0.5) / (frequency + 0.5));
  for (let document = 0; document < gains.length; document++) {
    gains[document] = (gains[document] ?? 0) * rarity;
  }
  return { likenesses, gains };
}

/** What a word of the index weighs in the best part of each document that holds it; parts lie document by document. */
function forEachGain(
  { postings, postingStart, partDocument, partLength, partWeight }: IndexData,
  seen: Seen,
  word: number,
  visit: (document: number, gain: number) => void,
): void {
  let [document, best] = [-1, 0];
  const end = postingStart[word + 1] ?? 0;
  for (let posting = postingStart[word] ?? 0; posting < end; posting++) {
    const part = postings[posting] ?? 0;
    if (!seen.parts[part]) continue;
    const holder = partDocument[part] ?? 0;
    if (holder !== document) {
      if (best > 0) visit(document, best);
      [document, best] = [holder, 0];
    }
    const length = 1 - LENGTH_SHARE + (LENGTH_SHARE * (partLength[part] ?? 0)) / USUAL_LENGTH;
    best = Math.max(best, (partWeight[part] ?? 0) / length);
  }
  if (best > 0) visit(document, best);
}

function addUp(scores: readonly WordScore[], documents: number): Float64Array {
  const totals = new Float64Array(documents);
  for (const { gains } of scores) {
    for (let document = 0; document < documents; document++) {
      totals[document] = (totals[document] ?? 0) + (gains[document] ?? 0);
    }
  }
  return totals;
}

/** Zero where there is nothing alike. A document seen in part has none: its vector was made of all of it. */
function similaritiesOf(
  { dimensions, vectors, documents }: IndexData,
  seen: Seen,
  vector: Float32Array | undefined,
): Float64Array {
  const similarities = new Float64Array(documents.length);
  if (!vector || dimensions === 0 || vector.length !== dimensions) return similarities;
  for (let document = 0; document < documents.length; document++) {
    if (!seen.whole[document]) continue;
    let sum = 0;
    const start = document * dimensions;
    for (let i = 0; i < dimensions; i++) sum += (vectors[start + i] ?? 0) * (vector[i] ?? 0);
    if (sum > LEAST_SIMILARITY) similarities[document] = sum;
  }
  return similarities;
}

/** Documents with a score, the highest first. */
function ranking(scores: Float64Array): number[] {
  const found: number[] = [];
  for (let document = 0; document < scores.length; document++) if (scores[document]) found.push(document);
  return found.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}

/** The documents of the highest fused score, best first. */
function fuse(rankings: readonly (readonly number[])[], documents: number, limit: number): number[] {
  const fused = new Float64Array(documents);
  for (const ranks of rankings) {
    ranks.forEach((at, rank) => {
      fused[at] = (fused[at] ?? 0) + 1 / (RRF_K + rank + 1);
    });
  }
  const least = fused.toSorted()[documents - limit] ?? 0;
  const best: number[] = [];
  for (let at = 0; at < documents; at++) {
    const score = fused[at] ?? 0;
    if (score > 0 && score >= least) best.push(at);
  }
  return best.sort((a, b) => (fused[b] ?? 0) - (fused[a] ?? 0) || a - b).slice(0, limit);
}

/** Which parts of these documents hold which words, and how like they are at best. */
function partHits(
  data: IndexData,
  seen: Seen,
  scores: readonly WordScore[],
  documents: readonly number[],
): Map<number, PartHit[]> {
  const hits = new Map<number, PartHit[]>(documents.map((at) => [at, []]));
  const wanted = new Uint8Array(data.documents.length);
  for (const document of documents) wanted[document] = 1;
  scores.forEach(({ likenesses }, word) => {
    const parts = new Map<number, number>();
    for (const [held, likeness] of likenesses) {
      const end = data.postingStart[held + 1] ?? 0;
      for (let posting = data.postingStart[held] ?? 0; posting < end; posting++) {
        const part = data.postings[posting] ?? 0;
        if (!seen.parts[part] || !wanted[data.partDocument[part] ?? 0]) continue;
        parts.set(part, Math.max(parts.get(part) ?? 0, likeness));
      }
    }
    for (const [part, likeness] of parts) {
      const name = data.partNames[data.partName[part] ?? 0] ?? '';
      hits.get(data.partDocument[part] ?? 0)?.push({ part: name, word, likeness });
    }
  });
  return hits;
}
