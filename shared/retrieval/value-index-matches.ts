import { editDistance } from './edit-distance.ts';
import { similarity, trigramsOf } from './trigrams.ts';
import type { Slot } from './value-index-slots.ts';
import type { ValueTerms } from './value-index-terms.ts';
import { foldedWords } from './value-index-text.ts';

/** A value and the words of the question that stand for it, as a range, the end not included. */
export interface Match {
  readonly value: number;
  readonly from: number;
  readonly to: number;
  readonly score: number;
  /** Whether all of its words are there. */
  readonly isWhole: boolean;
}

/** pg_trgm.similarity_threshold, as it comes. */
const LEAST_ALIKE = 0.3;
/** A word that so few values hold stands for them alone. */
const RARE = 8;
const LONGEST_VALUE = 30;
const SHORTEST_SLIP = 3;

/** The values whose words stand in the question side by side, misspelt or not; and those of which a rare part does. */
export function matchesOf(slots: readonly Slot[], question: string, terms: ValueTerms): Match[] {
  const seen = new Set<string>();
  return slots.flatMap((slot, place) =>
    [...slot.ids].flatMap(([word, fit]) => {
      const isTelling = !slot.isQuestionWord && !slot.isSchemaWord && /\p{L}/u.test(slot.stem);
      const holders = terms.holdersOf(word);
      const matches: Match[] = [];
      for (const value of holders) {
        if (terms.wordIn(value, 0) === word && standsAt(slots, place, value, terms)) {
          matches.push(wholeMatch(slots, question, place, value, terms));
        } else if (isTelling && holders.length <= RARE) {
          const part = partMatch(slots, place, word, value, terms);
          const key = part && `${part.from} ${part.to} ${value}`;
          if (key && !seen.has(key) && seen.add(key))
            matches.push({ ...part, score: part.score * Math.sqrt(fit) });
        }
      }
      return matches.filter(({ score }) => score >= LEAST_ALIKE);
    }),
  );
}

function standsAt(slots: readonly Slot[], place: number, value: number, terms: ValueTerms): boolean {
  const length = terms.lengthOf(value);
  if (place + length > slots.length || length > LONGEST_VALUE) return false;
  for (let at = 1; at < length; at++) {
    if (!slots[place + at]?.ids.has(terms.wordIn(value, at))) return false;
  }
  return true;
}

function wholeMatch(
  slots: readonly Slot[],
  question: string,
  from: number,
  value: number,
  terms: ValueTerms,
): Match {
  const to = from + terms.lengthOf(value);
  const span = slots.slice(from, to);
  const fits = span.map(({ ids }, at) => ids.get(terms.wordIn(value, at)) ?? 0);
  const score = fits.every((fit) => fit === 1)
    ? exactScore(span, question, terms.literal(value))
    : Math.max(alike(span, terms.literal(value)), Math.min(...fits));
  return { value, from, to, score, isWhole: true };
}

/** What a value counts that stands in the question word for word. Short and common words stand there by chance. */
function exactScore(span: readonly Slot[], question: string, literal: string): number {
  const [first] = span;
  const written = question.slice(first?.start, span.at(-1)?.end);
  const letters = span.reduce((sum, { folded }) => sum + folded.length, 0);
  if (letters < 2) return 0;
  if (span.every((slot) => slot.isQuestionWord) || letters === 2) {
    return written === literal && /\p{Lu}/u.test(literal.slice(1))
      ? 1
      : written === literal && first?.start !== 0
        ? 0.7
        : 0;
  }
  if (span.length === 1 && /^\p{N}+$/u.test(first?.folded ?? '')) return 0.5;
  return span.every((slot) => slot.isQuestionWord || slot.isSchemaWord) ? 0.6 : 1;
}

/** The words around one of a value's that stand in the question too; beside a telling word a slip is enough. */
function partMatch(
  slots: readonly Slot[],
  place: number,
  word: number,
  value: number,
  terms: ValueTerms,
): Match | undefined {
  const length = terms.lengthOf(value);
  if (length > LONGEST_VALUE) return undefined;
  let at = 0;
  while (terms.wordIn(value, at) !== word) at++;
  const shares = (offset: number) => isAlike(slots[place + offset], terms.wordIn(value, at + offset), terms);
  let [before, after] = [0, 1];
  while (before < at && shares(-before - 1)) before++;
  while (at + after < length && shares(after)) after++;
  const [from, to] = [place - before, place + after];
  const score = alike(slots.slice(from, to), terms.literal(value));
  return { value, from, to, score, isWhole: before + after === length };
}

function isAlike(slot: Slot | undefined, word: number, terms: ValueTerms): boolean {
  if (!slot || slot.ids.has(word)) return slot !== undefined;
  const isPlain = slot.isQuestionWord || slot.isSchemaWord || slot.folded.length < SHORTEST_SLIP;
  return !isPlain && editDistance(slot.stem, terms.word(word), 1) <= 1;
}

function alike(span: readonly Slot[], literal: string): number {
  const words = (texts: readonly { folded: string }[]) => trigramsOf(texts.map(({ folded }) => folded));
  return similarity(words(span), words(foldedWords(literal)));
}
