import { isWord } from './is-word.ts';
import { nameWords } from './name-words.ts';

/** Of a name that speaks for itself more than half of the words can be read. */
const LEAST_READABLE = 0.5;

/** Whether a name says little to whoever does not know it: at least half of its words are abbreviations. */
export function isCryptic(name: string): boolean {
  const words = nameWords(name);
  return words.length > 0 && words.filter(isWord).length <= LEAST_READABLE * words.length;
}
