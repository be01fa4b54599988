import { synonymsOf } from './synonyms.ts';

/** How well a word of a schema stands for a word of a question that is written otherwise. */
const SYNONYM = 0.5;
const BEGINS_WITH = 0.7;
const ENDS_WITH = 0.5;
const ABBREVIATION = 0.4;

/** Shorter words begin and end others by chance ("car", "carrier"). */
const SHORTEST_PART = 4;
/** What stands before the end of a run-together word is a word itself ("airportcode", not "encode"). */
const SHORTEST_REST = 2;
const SHORTEST_BEGINNING = 3;
const LEAST_SHARE = 0.4;

/** The words of an index, laid out so that those like a given one are found without looking at all of them. */
export interface Vocabulary {
  /** Positions of the words that may stand for this one, and how well, from 1 for the word itself down. */
  like(word: string): ReadonlyMap<number, number>;
}

/** The vocabulary of these words, each of them once. */
export function createVocabulary(words: readonly string[]): Vocabulary {
  const positions = new Map(words.map((word, position) => [word, position]));
  const byBeginning = group(words, (word) => word.slice(0, 1));
  const byEnd = group(words, endOf);
  return {
    like: (word) => {
      const found = new Map<number, number>();
      const add = (position: number | undefined, likeness: number) => {
        if (position === undefined || likeness <= (found.get(position) ?? 0)) return;
        found.set(position, likeness);
      };
      add(positions.get(word), 1);
      for (const synonym of synonymsOf(word)) add(positions.get(synonym), SYNONYM);
      for (const at of byBeginning.get(word.slice(0, 1)) ?? []) add(at, sameBeginning(word, words[at] ?? ''));
      for (const at of byEnd.get(endOf(word)) ?? []) add(at, sameEnd(word, words[at] ?? ''));
      return found;
    },
  };
}

/** For two words that begin with the same letter. */
function sameBeginning(asked: string, written: string): number {
  if (written.length > asked.length) {
    return asked.length >= SHORTEST_PART && written.startsWith(asked) ? BEGINS_WITH : 0;
  }
  return abbreviates(written, asked) ? ABBREVIATION : 0;
}

function sameEnd(asked: string, written: string): number {
  const isPart = asked.length >= SHORTEST_PART && written.length >= asked.length + SHORTEST_REST;
  return isPart && written.endsWith(asked) ? ENDS_WITH : 0;
}

/** Whether a name is cut short to its beginning (`cust`) or to consonants in their order (`cmpny`, `qty`, `nm`). */
function abbreviates(short: string, word: string): boolean {
  if (short.length < 2 || short.length >= word.length) return false;
  if (word.startsWith(short)) {
    return short.length >= SHORTEST_BEGINNING || short.length >= LEAST_SHARE * word.length;
  }
  if (!isSubsequence(short, word) || /[aeiou]/.test(short.slice(1))) return false;
  return short.length >= SHORTEST_BEGINNING || short === word[0] + word.slice(1).replace(/[aeiou]/g, '');
}

function isSubsequence(short: string, word: string): boolean {
  let next = 0;
  for (const letter of word) if (letter === short[next]) next++;
  return next === short.length;
}

const endOf = (word: string) => word.slice(-3);

function group(words: readonly string[], keyOf: (word: string) => string): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  words.forEach((word, position) => {
    const key = keyOf(word);
    const known = groups.get(key);
    if (known) known.push(position);
    else groups.set(key, [position]);
  });
  return groups;
}
