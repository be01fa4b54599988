import { trigramsOf } from './trigrams.ts';
import { type ValueIndexHeader, type ValueIndexParts, writeValueIndexFile } from './value-index-file.ts';
import { type FoldedWord, foldedWords } from './value-index-text.ts';

/** The values of one column, the most frequent first. */
export interface ColumnValues {
  readonly table: string;
  readonly column: string;
  readonly values: readonly string[];
}

const MOST_LETTERS = 255;

/** The index of these values as one file. */
export function buildValueIndex(
  owner: Omit<ValueIndexHeader, 'columns' | 'sizes'>,
  columns: readonly ColumnValues[],
): Uint8Array {
  const literals = columns.flatMap(({ values }) => values);
  const stems = literals.map((literal) => foldedWords(literal).map(({ stem }: FoldedWord) => stem));
  const vocabulary = sortedWords(stems);
  const ids = new Map(vocabulary.map((word, id) => [word, id]));
  const words = stems.map((own) => own.map((word) => ids.get(word) ?? 0));
  const parts: ValueIndexParts = {
    ...texts('valueAt', 'valueText', literals),
    ...lists('wordsAt', 'words', words),
    ...texts('wordAt', 'wordText', vocabulary),
    wordLetters: Uint8Array.from(vocabulary, ({ length }) => Math.min(length, MOST_LETTERS)),
    ...lists('holdersAt', 'holders', inverted(words, vocabulary.length)),
    ...trigramParts(vocabulary),
  };
  const header = {
    ...owner,
    columns: columns.map(({ table, column, values }) => ({ table, column, values: values.length })),
  };
  return writeValueIndexFile(header, parts);
}

function sortedWords(stems: readonly (readonly string[])[]): string[] {
  const words = [...new Set(stems.flat())].map((word) => ({ word, bytes: Buffer.from(word) }));
  return words.sort((a, b) => Buffer.compare(a.bytes, b.bytes)).map(({ word }) => word);
}

/** For each word the values that hold it, each once. */
function inverted(words: readonly (readonly number[])[], count: number): number[][] {
  const holders: number[][] = Array.from({ length: count }, () => []);
  words.forEach((own, value) => {
    for (const word of new Set(own)) holders[word]?.push(value);
  });
  return holders;
}

function trigramParts(vocabulary: readonly string[]) {
  const carriers = new Map<number, number[]>();
  vocabulary.forEach((word, id) => {
    for (const trigram of trigramsOf([word])) {
      const known = carriers.get(trigram);
      if (known) known.push(id);
      else carriers.set(trigram, [id]);
    }
  });
  const sorted = [...carriers].sort(([a], [b]) => a - b);
  return {
    trigrams: Float64Array.from(sorted, ([trigram]) => trigram),
    ...lists(
      'carriersAt',
      'carriers',
      sorted.map(([, words]) => words),
    ),
  };
}

function texts<At extends string, Text extends string>(at: At, text: Text, all: readonly string[]) {
  const bytes = all.map((one) => Buffer.from(one));
  return {
    [at]: offsets(bytes.map(({ length }) => length)),
    [text]: new Uint8Array(Buffer.concat(bytes)),
    // Computed keys are not known to the type checker.
  } as Record<At, Uint32Array> & Record<Text, Uint8Array>;
}

function lists<At extends string, Of extends string>(at: At, of: Of, all: readonly (readonly number[])[]) {
  return {
    [at]: offsets(all.map(({ length }) => length)),
    [of]: Uint32Array.from(all.flat()),
    // Computed keys are not known to the type checker.
  } as Record<At | Of, Uint32Array>;
}

function offsets(lengths: readonly number[]): Uint32Array {
  const at = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, index) => {
    at[index + 1] = (at[index] ?? 0) + length;
  });
  return at;
}
