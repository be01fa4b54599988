import { editDistance } from './edit-distance.ts';
import { similarity, trigramsOf } from './trigrams.ts';
import type { ValueTerms } from './value-index-terms.ts';

/** A word of the index that another may be a misspelling of. */
export interface AlikeWord {
  readonly id: number;
  readonly similarity: number;
}

/** Above pg_trgm's 0.3 for whole texts: single words have few trigrams, and chance ones count more. */
const LEAST_ALIKE = 0.4;
const SHORTEST = 4;
const LONGEST = 40;
const MOST_WORDS = 5;
/** Half the trigrams of two words can be the same by chance (atlantis, atlanta); so many slips of the pen cannot. */
const slipsIn = (word: string) => (word.length <= 8 ? 1 : word.length <= 13 ? 2 : 3);
/** What two neighbours that changed places count: their trigrams tell little (four are lost at once). */
const SWAPPED = 0.6;

/** Finds words that a word may be a misspelling of; keeps the counters it needs between calls. */
export function createSpellFinder(terms: ValueTerms): (word: string) => AlikeWord[] {
  const counts = new Uint8Array(terms.wordCount);
  return (word) => {
    if (word.length < SHORTEST || word.length > LONGEST) return [];
    const own = trigramsOf([word]);
    const found = new Map(swapped(terms, word).map((id) => [id, SWAPPED]));
    for (const id of candidates(terms, counts, word, own)) {
      const other = terms.word(id);
      const alike = similarity(own, trigramsOf([other]));
      if (alike < LEAST_ALIKE || alike <= (found.get(id) ?? 0)) continue;
      if (editDistance(word, other, slipsIn(word)) <= slipsIn(word)) found.set(id, alike);
    }
    return [...found]
      .map(([id, alike]) => ({ id, similarity: alike }))
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, MOST_WORDS);
  };
}

/**
 * Words that may be alike enough. Of its n trigrams the word must share t with them: ⌈0.4 n⌉ to be as alike as that,
 * and n − 3 for each slip. So they have two of any n − t + 2 of them: the longest lists need not be read.
 */
function candidates(terms: ValueTerms, counts: Uint8Array, word: string, own: ReadonlySet<number>): number[] {
  const slips = slipsIn(word);
  const lists = [...own].map((trigram) => terms.carriersOf(trigram)).sort((a, b) => a.length - b.length);
  const least = Math.max(Math.ceil(LEAST_ALIKE * own.size), own.size - 3 * slips);
  const touched: number[] = [];
  const found: number[] = [];
  for (const list of lists.slice(0, own.size - least + 2)) {
    for (const id of list) {
      const count = (counts[id] ?? 0) + 1;
      counts[id] = count;
      if (count === 1) touched.push(id);
      if (count === 2 && Math.abs(terms.lettersOf(id) - word.length) <= slips) found.push(id);
    }
  }
  for (const id of touched) counts[id] = 0;
  return found;
}

/** The words that this one becomes when two neighbouring letters change places. */
function swapped(terms: ValueTerms, word: string): number[] {
  const ids: number[] = [];
  for (let at = 0; at + 1 < word.length; at++) {
    if (word[at] === word[at + 1]) continue;
    const id = terms.wordId(`${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}`);
    if (id >= 0) ids.push(id);
  }
  return ids;
}
