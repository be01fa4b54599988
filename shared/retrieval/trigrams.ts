/**
 * Trigrams and similarity as PostgreSQL's pg_trgm defines them (manual, appendix F, "pg_trgm"): each word counts as
 * having two blanks before it and one after, and two texts are as alike as the share of their trigrams that both
 * have. A trigram is one number: three code units of 16 bits each.
 */
export function trigramsOf(words: readonly string[]): Set<number> {
  const trigrams = new Set<number>();
  for (const word of words) {
    let [before, at] = [BLANK, BLANK];
    for (let index = 0; index <= word.length; index++) {
      const next = index < word.length ? word.charCodeAt(index) : BLANK;
      trigrams.add((before * UNIT + at) * UNIT + next);
      [before, at] = [at, next];
    }
  }
  return trigrams;
}

const UNIT = 0x10000;
const BLANK = 0x20;

/** From 0 (no trigram in common) to 1 (the same ones). */
export function similarity(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const trigram of small) if (large.has(trigram)) shared++;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}
