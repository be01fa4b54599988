import { adjectiveValues } from '../language/people.ts';
import { singular } from '../language/stem.ts';
import type { Token } from '../language/token.ts';
import type { ValueCandidate } from './chunk.ts';
import { normaliseValue, type ValueIndex } from './value-index.ts';

const LONGEST = 8;
const SHORTEST_WORD = 3;

export interface LinkedValue {
  readonly length: number;
  readonly candidates: readonly ValueCandidate[];
  /** Written as the literal is, capitals and all. */
  readonly exact: boolean;
}

/** The longest known literal that begins at this token. */
export function linkValue(tokens: readonly Token[], at: number, index: ValueIndex): LinkedValue | undefined {
  for (let length = Math.min(LONGEST, tokens.length - at); length > 0; length -= 1) {
    const run = tokens.slice(at, at + length);
    if (run.some((token) => token.kind === 'mark' || (token.kind === 'quoted' && length > 1))) continue;
    const text = run.map((token) => token.text).join(' ');
    const candidates = lookUp(text, run, index);
    if (candidates.length > 0) {
      return { length, candidates, exact: candidates.some(({ literal }) => literal === text) };
    }
  }
  return undefined;
}

/** "Male" is a value of one table's gender; another table's gender calls it "M". */
function elsewhere(word: string, found: readonly ValueCandidate[], index: ValueIndex): ValueCandidate[] {
  const others = adjectiveValues(word).flatMap((value) => index.get(value) ?? []);
  return others.filter(({ column }) =>
    found.some((one) => one.column.name === column.name && one.column.table !== column.table),
  );
}

function lookUp(text: string, run: readonly Token[], index: ValueIndex): readonly ValueCandidate[] {
  const quoted = run[0]?.kind === 'quoted';
  const found = index.get(normaliseValue(text)) ?? [];
  if (quoted) return found;
  if (run.length > 1)
    return found.length > 0 ? found : (index.get(normaliseValue(singular(text.toLowerCase()))) ?? []);
  const word = run[0]?.lower ?? '';
  if (run[0]?.kind === 'number') return [];
  const long =
    word.length >= SHORTEST_WORD
      ? found
      : found.filter(({ literal, isMeant }) => (literal === text || isMeant) && /[A-Z]/.test(text));
  if (long.length > 0) return [...long, ...elsewhere(word, long, index)];
  const one = word.length > SHORTEST_WORD ? index.get(singular(word)) : undefined;
  return one ?? adjectiveValues(word).flatMap((value) => index.get(value) ?? []);
}
