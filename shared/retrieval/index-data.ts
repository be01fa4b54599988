import type { SearchDocument } from './search-index.ts';
import { searchWords } from './search-words.ts';

/** An index laid out flat: what belongs together has the same position, what is many follows one another. */
export interface IndexData {
  readonly documents: readonly string[];
  /** Each different name of a part once. */
  readonly partNames: readonly string[];
  /** Of each part of each document: the document, the name, how much its words count and how many a line has. */
  readonly partDocument: Uint32Array;
  readonly partName: Uint32Array;
  readonly partWeight: Float32Array;
  readonly partLength: Uint32Array;
  /** Each different word once. */
  readonly words: readonly string[];
  /** Where in `postings` the parts of a word begin; one more than there are words. */
  readonly postingStart: Uint32Array;
  /** The parts that hold a word, word by word. */
  readonly postings: Uint32Array;
  /** 0 where no document has a vector. */
  readonly dimensions: number;
  /** One for each document, of zeros where it has none. */
  readonly vectors: Float32Array;
}

/** Lays out the documents; vectors must be of one length. */
export function indexDocuments(documents: readonly SearchDocument[]): IndexData {
  const parts = documents.flatMap((document, position) =>
    document.parts.map(({ name, text, weight }) => ({
      position,
      name,
      weight,
      words: searchWords(text),
      lines: text.split('\n').length,
    })),
  );
  const partNames = numbered(parts.map(({ name }) => name));
  const holding = new Map<string, number[]>();
  parts.forEach(({ words }, part) => {
    for (const word of new Set(words)) {
      const known = holding.get(word);
      if (known) known.push(part);
      else holding.set(word, [part]);
    }
  });
  return {
    documents: documents.map(({ id }) => id),
    partNames: [...partNames.keys()],
    partDocument: Uint32Array.from(parts, ({ position }) => position),
    partName: Uint32Array.from(parts, ({ name }) => partNames.get(name) ?? 0),
    partWeight: Float32Array.from(parts, ({ weight }) => weight),
    partLength: Uint32Array.from(parts, ({ words, lines }) => Math.ceil(words.length / lines)),
    words: [...holding.keys()],
    postingStart: startsOf([...holding.values()]),
    postings: Uint32Array.from([...holding.values()].flat()),
    ...layOutVectors(documents),
  };
}

function layOutVectors(documents: readonly SearchDocument[]): Pick<IndexData, 'dimensions' | 'vectors'> {
  const dimensions = documents.find(({ vector }) => vector)?.vector?.length ?? 0;
  const vectors = new Float32Array(documents.length * dimensions);
  documents.forEach(({ id, vector }, position) => {
    if (!vector) return;
    if (vector.length !== dimensions) throw new Error(`The vector of ${id} has not ${dimensions} numbers.`);
    vectors.set(vector, position * dimensions);
  });
  return { dimensions, vectors };
}

function numbered(names: readonly string[]): Map<string, number> {
  return new Map([...new Set(names)].map((name, position) => [name, position]));
}

function startsOf(lists: readonly (readonly number[])[]): Uint32Array {
  const starts = new Uint32Array(lists.length + 1);
  lists.forEach((list, position) => {
    starts[position + 1] = (starts[position] ?? 0) + list.length;
  });
  return starts;
}
