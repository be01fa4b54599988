import { stem } from './words.ts';

/** A word of a text as values are compared: without case, accents and plural ending. */
export interface FoldedWord {
  readonly stem: string;
  /** Without case and accents alone. */
  readonly folded: string;
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
}

/** Letters that Unicode does not take apart, as PostgreSQL's unaccent writes them. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
};
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const PLAIN = /^[a-z0-9]*$/;

/** What stands for "&", which is no word: with or without them a name is the same. */
const CONNECTIVES = new Set(['and', 'und', 'et', 'y', 'og', 'och']);

/** The words of a question or a value, at most `most` of them. */
export function foldedWords(text: string, most = Number.POSITIVE_INFINITY): FoldedWord[] {
  const words: FoldedWord[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (words.length >= most) break;
    const folded = fold(word);
    if (folded && !CONNECTIVES.has(folded))
      words.push({ stem: stem(folded), folded, start: index, end: index + word.length });
  }
  return words;
}

function fold(word: string): string {
  const lower = word.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/[ßæœøłđı]/g, (letter) => LETTERS[letter] ?? letter);
}
