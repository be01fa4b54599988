/** A part of a document with a name of its own, so that it can be hidden and its hits can be told apart. */
export interface DocumentPart {
  readonly name: string;
  /** A list (of values, of synonyms) has one entry a line, and is no longer for that than one of them. */
  readonly text: string;
  /** How many times each of its words counts. */
  readonly weight: number;
}

/** What can be found: a table, a verified question. */
export interface SearchDocument {
  readonly id: string;
  readonly parts: readonly DocumentPart[];
  /** Of length 1, made of all parts by one embedding model; none when it has no say. */
  readonly vector?: Float32Array;
}

/** Which parts of a document somebody may see; false when nothing of it. The same function always says the same. */
export type Visibility = (documentId: string) => boolean | ((partName: string) => boolean);

export interface SearchQuery {
  readonly text: string;
  /** By the model that made the vectors of the documents; without it search goes by words alone. */
  readonly vector?: Float32Array;
  readonly limit: number;
  /** All when left out. What it hides changes nothing: no rank, no score, no statistic. */
  readonly visible?: Visibility;
}

export interface PartHit {
  readonly part: string;
  /** Position of the word in `SearchResult.words`. */
  readonly word: number;
  /** How well the part's word stands for the one asked: 1 for the word itself, less for a synonym or abbreviation. */
  readonly likeness: number;
}

export interface SearchHit {
  readonly id: string;
  /** BM25 gain of each word of the question, in the order of `SearchResult.words`. */
  readonly gains: readonly number[];
  /** Cosine of the vectors; 0 where either has none, or the document is seen in part only. */
  readonly similarity: number;
  readonly parts: readonly PartHit[];
}

export interface SearchResult {
  /** The question's words, as the index reads them. */
  readonly words: readonly string[];
  /** Best first, by the ranks of words and vectors fused. Documents that match in no way are left out. */
  readonly hits: readonly SearchHit[];
}

/** Documents found by words and by meaning. Indexes are named, and hold what they were built of last. */
export interface SearchIndex {
  /** Replaces what the index of this name holds; vectors are all of one length. */
  build(name: string, documents: readonly SearchDocument[]): Promise<void>;
  /** Undefined when no index of this name was built. */
  search(name: string, query: SearchQuery): Promise<SearchResult | undefined>;
}
