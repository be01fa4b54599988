import { splitWords } from './split-words.ts';
import { stem } from './stem.ts';
import { isStopWord } from './stop-words.ts';

/** The stems of the words that carry meaning, in order. */
export function contentWords(text: string): string[] {
  return splitWords(text)
    .filter((word) => !isStopWord(word))
    .map(stem);
}
