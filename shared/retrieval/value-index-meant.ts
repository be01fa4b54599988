import type { Catalog } from '../contracts/catalog.ts';
import { synonymsOf } from './synonyms.ts';
import type { Match } from './value-index-matches.ts';
import type { Slot } from './value-index-slots.ts';
import type { ValueTerms } from './value-index-terms.ts';
import { foldedWords } from './value-index-text.ts';
import { legendOf } from './value-legend.ts';
import { synonymPhrases } from './value-synonyms.ts';

const SYNONYM_SCORE = 0.9;
const LEGEND_SCORE = 0.85;
const LOOSE_SYNONYM_SCORE = 0.5;

/** Values that other words of the question mean: other names of the same thing, and codes a description explains. */
export function meantMatches(
  slots: readonly Slot[],
  question: string,
  catalog: Catalog,
  terms: ValueTerms,
): Match[] {
  const legend = legendOf(catalog);
  return slots.flatMap((slot, from) => {
    const matches: Match[] = [];
    const offer = (values: readonly number[], length: number, score: number) => {
      for (const value of values) matches.push({ value, from, to: from + length, score, isWhole: true });
    };
    for (const { stems, group } of synonymPhrases(slot.stem)) {
      if (!standAt(slots, from, stems) || isPronoun(slots[from], stems, question)) continue;
      for (const other of group)
        if (other !== stems) offer(namedValues(other, terms), stems.length, SYNONYM_SCORE);
    }
    for (const { table, column, code, stems } of legend.get(slot.stem) ?? []) {
      if (standAt(slots, from, stems))
        offer(storedCodes(table, column, code, terms), stems.length, LEGEND_SCORE);
    }
    if (!slot.isQuestionWord) {
      for (const word of synonymsOf(slot.stem)) offer(namedValues([word], terms), 1, LOOSE_SYNONYM_SCORE);
    }
    return matches;
  });
}

/** "Give us" is no country: a phrase of one common or very short word counts in capitals only. */
function isPronoun(slot: Slot | undefined, stems: readonly string[], question: string): boolean {
  if (!slot || stems.length > 1 || !(slot.isQuestionWord || slot.folded.length <= 2)) return false;
  const written = question.slice(slot.start, slot.end);
  return written !== written.toUpperCase();
}

function standAt(slots: readonly Slot[], from: number, stems: readonly string[]): boolean {
  return stems.every((stem, at) => slots[from + at]?.stem === stem);
}

/** The values that are exactly these words. */
function namedValues(stems: readonly string[], terms: ValueTerms): number[] {
  const ids = stems.map((stem) => terms.wordId(stem));
  if (ids.some((id) => id < 0)) return [];
  const [rarest = 0] = [...ids].sort((a, b) => terms.holdersOf(a).length - terms.holdersOf(b).length);
  const named: number[] = [];
  for (const value of terms.holdersOf(rarest)) {
    if (terms.lengthOf(value) === ids.length && ids.every((id, at) => terms.wordIn(value, at) === id))
      named.push(value);
  }
  return named;
}

function storedCodes(table: string, column: string, code: string, terms: ValueTerms): number[] {
  const own = terms.columns.findIndex((one) => one.table === table && one.column === column);
  const named = namedValues(
    foldedWords(code).map(({ stem }) => stem),
    terms,
  );
  return named.filter((value) => terms.columnOf(value) === own && terms.literal(value) === code);
}
