import { isStopWord } from '../language/stop-words.ts';
import type { Token } from '../language/token.ts';
import type { Candidate, Entry } from '../lexicon/item.ts';
import { candidatesFor } from '../lexicon/match-name.ts';

const LONGEST = 6;
const EXACT = 0.95;
const INSIDE = new Set(['of', 'the', 'in', 'for', 'to', 'is', 'has']);

export interface LinkedItems {
  readonly length: number;
  readonly candidates: readonly Candidate[];
}

/** The longest run from this token on that names a table, a column or a measure. */
export function linkItems(
  tokens: readonly Token[],
  at: number,
  lexicon: readonly Entry[],
): LinkedItems | undefined {
  for (let length = Math.min(LONGEST, tokens.length - at); length > 0; length -= 1) {
    const run = tokens.slice(at, at + length);
    if (!couldBeName(run)) continue;
    const content = run.filter(({ lower }) => !isStopWord(lower));
    const candidates = candidatesFor(
      content.map(({ stem }) => stem),
      lexicon,
    );
    const enough =
      content.length < run.length
        ? candidates.filter(({ score }) => score >= EXACT && score <= 1)
        : candidates;
    if (enough.length > 0) return { length, candidates: enough };
  }
  return undefined;
}

/** A name begins and ends with a telling word and holds nothing but words. */
function couldBeName(run: readonly Token[]): boolean {
  if (run.some(({ kind }) => kind !== 'word')) return false;
  if (isStopWord(run[0]?.lower ?? '') || isStopWord(run.at(-1)?.lower ?? '')) return false;
  return run.every(({ lower }) => !isStopWord(lower) || INSIDE.has(lower));
}
