import { SHORT_WORDS } from './short-words.ts';

/** Below this length a run of letters is a word only if it is a known one. */
const SHORT = 4;
const MIDDLING = 5;
/** English text has 38% vowels; `cust`, `addr`, `cntct` and `cmpny` have 25% and fewer. */
const VOWELS_OF_MIDDLING = 0.4;
const VOWELS_OF_LONG = 0.2;
/** `ngths` is about the longest run of consonants in English. */
const LONGEST_RUN = 5;

/**
 * Whether a person would read these letters as a word, rather than guess at what they are short for. Of scripts other
 * than Latin nothing can be told by vowels: they pass.
 */
export function isWord(letters: string): boolean {
  const word = letters.toLowerCase();
  if (!/^\p{Script=Latin}+$/u.test(word)) return true;
  if (SHORT_WORDS.has(word) || SHORT_WORDS.has(singularOf(word))) return true;
  if (word.length < SHORT || longestRun(word) > LONGEST_RUN) return false;
  return vowelShare(word) >= (word.length <= MIDDLING ? VOWELS_OF_MIDDLING : VOWELS_OF_LONG);
}

const singularOf = (word: string) => (word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word);

/** `y` counts as a vowel: `type`, `country`. So do letters with marks. */
const vowelShare = (word: string) => (word.match(/[^bcdfghjklmnpqrstvwxz]/g)?.length ?? 0) / word.length;

function longestRun(word: string): number {
  return Math.max(0, ...(word.match(/[bcdfghjklmnpqrstvwxz]+/g) ?? []).map((run) => run.length));
}
