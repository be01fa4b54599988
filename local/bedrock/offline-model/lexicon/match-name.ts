import { stem } from '../language/stem.ts';
import { areSynonyms } from '../language/synonyms.ts';
import type { Candidate, Entry, Name } from './item.ts';

const SYNONYM = 0.9;
const ABBREVIATION = 0.85;
const CONTEXT_BONUS = 0.02;
/** Beside its table's name a column must be named almost in full. */
const BESIDE_LEAST = 0.85;
/** Words that say little about which column is meant. */
const GENERIC = new Set(['id', 'name', 'code', 'number', 'key', 'text', 'value', 'date', 'unit'].map(stem));
const GENERIC_WEIGHT = 0.5;
/** What a figure is told in, at the end of its name: "duration minutes". */
const UNITS = new Set(
  'minute minutes min second seconds hour hours day days week weeks month months kg km cm mm usd eur'
    .split(' ')
    .map(stem),
);
const UNIT_WEIGHT = 0.15;
/** Words that only say that there is a table. */
const EMPTY = new Set(['list', 'data', 'info', 'table', 'master', 'detail', 'ref', 'type'].map(stem));
const EMPTY_WEIGHT = 0.3;
const LEAST_SCORE = 0.48;
/** A measure is no column that half a name could still mean. */
const LEAST_MEASURE = 0.9;

/** All items that the words can name together, best first; every word must be accounted for. */
export function candidatesFor(words: readonly string[], lexicon: readonly Entry[]): Candidate[] {
  return lexicon
    .map((entry) => ({ item: entry.item, score: scoreEntry(words, entry) }))
    .filter(({ item, score }) => score >= (item.kind === 'measure' ? LEAST_MEASURE : LEAST_SCORE))
    .sort((left, right) => right.score - left.score);
}

function scoreEntry(words: readonly string[], entry: Entry): number {
  return Math.max(0, ...entry.names.map((name) => scoreName(words, name, entry.context)));
}

function scoreName(words: readonly string[], name: Name, context: ReadonlySet<string>): number {
  const open = [...name.words];
  let matched = 0;
  let beside = 0;
  for (const word of words) {
    const best = bestMatch(word, open);
    if (best.quality > 0) {
      const found = open[best.at] ?? '';
      matched += best.quality * weightIn(name, found, name.words.lastIndexOf(found));
      open.splice(best.at, 1);
    } else if ([...context].some((other) => quality(word, other) > 0)) beside += 1;
    else return 0;
  }
  if (matched === 0) return 0;
  const total = name.words.reduce((sum, word, at) => sum + weightIn(name, word, at), 0);
  if (beside > 0 && matched / total < BESIDE_LEAST) return 0;
  return Math.min(1, matched / total) * name.weight + (beside > 0 ? CONTEXT_BONUS : 0);
}

function bestMatch(word: string, open: readonly string[]): { at: number; quality: number } {
  return open.reduce(
    (best, other, at) => {
      const found = quality(word, other);
      return found > best.quality ? { at, quality: found } : best;
    },
    { at: -1, quality: 0 },
  );
}

function quality(word: string, other: string): number {
  if (word === other) return 1;
  if (areSynonyms(word, other)) return SYNONYM;
  const [short, long] = word.length < other.length ? [word, other] : [other, word];
  return short.length >= 4 && long.length >= short.length + 3 && long.startsWith(short) && short === other
    ? ABBREVIATION
    : 0;
}

/** A unit weighs little where it only follows what is measured. */
function weightIn({ words }: Name, word: string, at: number): number {
  return at > 0 && at === words.length - 1 && UNITS.has(word) ? UNIT_WEIGHT : weightOf(word);
}

function weightOf(word: string): number {
  if (EMPTY.has(word)) return EMPTY_WEIGHT;
  return GENERIC.has(word) ? GENERIC_WEIGHT : 1;
}
