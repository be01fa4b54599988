/** Okapi BM25 (Robertson & Zaragoza 2009) with the usual constants. */
const K1 = 1.2;
const B = 0.75;

export interface WeightedWords {
  readonly words: readonly string[];
  /** How many times each of these words counts. */
  readonly weight: number;
}

export interface Bm25Index {
  /** Scores of all documents for a query's words and what each counts for, in the documents' order. */
  score(query: ReadonlyMap<string, number>): Float64Array;
}

export function buildBm25(documents: readonly (readonly WeightedWords[])[]): Bm25Index {
  const postings = new Map<string, Map<number, number>>();
  const lengths = documents.map((fields, document) => {
    let length = 0;
    for (const { words, weight } of fields) {
      length += words.length * weight;
      for (const word of words) add(postings, word, document, weight);
    }
    return length;
  });
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length) || 1;

  return {
    score: (query) => {
      const scores = new Float64Array(documents.length);
      for (const [word, weight] of query) {
        const found = postings.get(word);
        if (!found) continue;
        const idf = Math.log(1 + (documents.length - found.size + 0.5) / (found.size + 0.5));
        for (const [document, frequency] of found) {
          const norm = K1 * (1 - B + (B * (lengths[document] ?? 0)) / average);
          const gain = (weight * idf * frequency * (K1 + 1)) / (frequency + norm);
          scores[document] = (scores[document] ?? 0) + gain;
        }
      }
      return scores;
    },
  };
}

function add(postings: Map<string, Map<number, number>>, word: string, document: number, weight: number) {
  const found = postings.get(word) ?? new Map<number, number>();
  found.set(document, (found.get(document) ?? 0) + weight);
  postings.set(word, found);
}
