import type { ValueIndexHeader, ValueIndexParts } from './value-index-file.ts';

const EMPTY = new Uint32Array();

/** An index file by its terms: which words there are, which values hold them, which column a value is of. */
export interface ValueTerms {
  readonly columns: ValueIndexHeader['columns'];
  readonly wordCount: number;
  /** The position of a stem among the words; -1 when no value holds it. */
  wordId(stem: string): number;
  word(id: number): string;
  /** Its letters, 255 at most. */
  lettersOf(id: number): number;
  /** Words that begin with these letters, as a range of positions, the end not included. */
  withPrefix(prefix: string): readonly [start: number, end: number];
  /** The values that hold a word. */
  holdersOf(word: number): Uint32Array;
  /** The words that have a trigram. */
  carriersOf(trigram: number): Uint32Array;
  /** How many words a value has, and which stands at a place in it (-1 past its end). */
  lengthOf(value: number): number;
  wordIn(value: number, place: number): number;
  literal(value: number): string;
  /** The position of its column among the columns. */
  columnOf(value: number): number;
  /** The values of a column, as a range, the end not included. */
  valuesOf(column: number): readonly [start: number, end: number];
}

export function openTerms({ columns }: ValueIndexHeader, parts: ValueIndexParts): ValueTerms {
  const wordText = Buffer.from(parts.wordText.buffer, parts.wordText.byteOffset, parts.wordText.byteLength);
  const valueText = Buffer.from(
    parts.valueText.buffer,
    parts.valueText.byteOffset,
    parts.valueText.byteLength,
  );
  const starts = new Uint32Array(columns.length + 1);
  columns.forEach(({ values }, index) => {
    starts[index + 1] = (starts[index] ?? 0) + values;
  });
  const wordCount = Math.max(0, parts.wordAt.length - 1);
  const isBefore = (id: number, bytes: Buffer) =>
    wordText.compare(bytes, 0, bytes.length, parts.wordAt[id], parts.wordAt[id + 1]) < 0;
  const word = (id: number) => wordText.toString('utf8', parts.wordAt[id], parts.wordAt[id + 1]);
  return {
    columns,
    wordCount,
    word,
    wordId: (stem) => {
      const id = firstFrom(wordCount, Buffer.from(stem), isBefore);
      return id < wordCount && word(id) === stem ? id : -1;
    },
    lettersOf: (id) => parts.wordLetters[id] ?? 0,
    withPrefix: (prefix) => {
      // No byte of UTF-8 is 255, so this comes after every word that begins with the prefix.
      const after = Buffer.concat([Buffer.from(prefix), Buffer.of(255)]);
      const start = firstFrom(wordCount, Buffer.from(prefix), isBefore);
      return [start, firstFrom(wordCount, after, isBefore)];
    },
    holdersOf: (id) => slice(parts.holders, parts.holdersAt, id),
    carriersOf: (trigram) => {
      const at = firstFrom(
        parts.trigrams.length,
        trigram,
        (index, wanted) => (parts.trigrams[index] ?? 0) < wanted,
      );
      return parts.trigrams[at] === trigram ? slice(parts.carriers, parts.carriersAt, at) : EMPTY;
    },
    lengthOf: (value) => (parts.wordsAt[value + 1] ?? 0) - (parts.wordsAt[value] ?? 0),
    wordIn: (value, place) => {
      const at = (parts.wordsAt[value] ?? 0) + place;
      return at < (parts.wordsAt[value + 1] ?? 0) ? (parts.words[at] ?? -1) : -1;
    },
    literal: (value) => valueText.toString('utf8', parts.valueAt[value], parts.valueAt[value + 1]),
    columnOf: (value) =>
      firstFrom(columns.length, value, (column, wanted) => (starts[column + 1] ?? 0) <= wanted),
    valuesOf: (column) => [starts[column] ?? 0, starts[column + 1] ?? 0],
  };
}

function slice(list: Uint32Array, at: Uint32Array, index: number): Uint32Array {
  return list.subarray(at[index] ?? 0, at[index + 1] ?? 0);
}

/** The first of `count` positions that does not come before what is wanted. */
function firstFrom<T>(count: number, wanted: T, isBefore: (index: number, wanted: T) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle, wanted)) low = middle + 1;
    else high = middle;
  }
  return low;
}
