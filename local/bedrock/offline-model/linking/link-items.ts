import { stem } from '../language/stem.ts';
import { isStopWord } from '../language/stop-words.ts';
import type { Token } from '../language/token.ts';
import type { Candidate, Entry } from '../lexicon/item.ts';
import { candidatesFor } from '../lexicon/match-name.ts';
import { isFlag } from '../schema/schema.ts';
import { plainWord } from './plain-words.ts';

const LONGEST = 7;
const EXACT = 0.95;
/** Light words that may stand inside a name, also one that is taken apart: "units do we have in stock". */
const INSIDE = new Set('of the in on for to is has do does we you they have'.split(' '));
const ORDINALS = new Set(['first', 'last', 'middle']);

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
    if (!couldBeName(run) || isBareOrdinal(run, tokens[at + length])) continue;
    const candidates = run.some(({ lower }) => isStopWord(lower))
      ? spanning(run, lexicon)
      : adjacent(run, lexicon);
    const apart = length === 1 ? takenApart(tokens, at, lexicon) : [];
    if (candidates.length + apart.length > 0) return { length, candidates: [...apart, ...candidates] };
  }
  return undefined;
}

/** "Units of tea sold", "units of tea in stock": the rest of the name comes later in the clause. */
function takenApart(tokens: readonly Token[], at: number, lexicon: readonly Entry[]): Candidate[] {
  const end = tokens.findIndex(({ kind }, index) => index > at && kind === 'mark');
  const rest = tokens.slice(at + 1, end < 0 ? undefined : end);
  const later = new Set(rest.map((token) => token.stem));
  const state = new Set(
    rest.filter((_, index) => /^(in|on)$/.test(rest[index - 1]?.lower ?? '')).map((token) => token.stem),
  );
  return lexicon
    .filter(({ isFigure, isSplit, names }) => {
      const known = isSplit ? later : isFigure ? state : new Set<string>();
      const fits = ([noun, ...rest]: readonly string[]) =>
        noun === tokens[at]?.stem && rest.length > 0 && rest.every((word) => known.has(word));
      return names.some(({ words }) => fits(words));
    })
    .map(({ item }) => ({ item, score: 1 }));
}

/** A name begins and ends with a telling word and holds nothing but words. */
function couldBeName(run: readonly Token[]): boolean {
  if (run.some(({ kind }) => kind !== 'word')) return false;
  if (isStopWord(run[0]?.lower ?? '') || isStopWord(run.at(-1)?.lower ?? '')) return false;
  return run.every(({ lower }) => !isStopWord(lower) || INSIDE.has(lower));
}

/** "First" names a column only before "name" or in a list such as "first and last name". */
function isBareOrdinal(run: readonly Token[], next: Token | undefined): boolean {
  const [first, second] = run;
  if (!first || !ORDINALS.has(first.lower)) return false;
  return run.length === 1
    ? !/^(,|and|name|names)$/.test(next?.lower ?? '')
    : !/^names?$/.test(second?.lower ?? '');
}

/** Words beside each other, also written as one: "high schooler" names highschooler. */
function adjacent(run: readonly Token[], lexicon: readonly Entry[]): readonly Candidate[] {
  if (run.length > 1 && isVerb(run.at(-1)?.lower ?? '')) return [];
  const found = candidatesFor(
    run.map((token) => token.stem),
    lexicon,
  );
  if (run.length === 1) return found;
  if (isDescribed(run, found, lexicon) || isDeed(run, lexicon)) return [];
  if (found.length === 0 && /^numbers?$/.test(run.at(-1)?.lower ?? '')) return numbered(run, lexicon);
  const glued = candidatesFor([stem(run.map(({ lower }) => lower).join(''))], lexicon);
  const other = glued.filter(({ item, score }) => score >= EXACT && !found.some((one) => one.item === item));
  return [...found, ...other].sort((left, right) => right.score - left.score);
}

/** "Date of birth": an exact name turned round, an identifier that holds these very words, or a figure's name taken apart. */
function spanning(run: readonly Token[], lexicon: readonly Entry[]): readonly Candidate[] {
  const said = lexicon.filter(({ spoken }) =>
    spoken.includes(` ${run.map((token) => token.stem).join(' ')} `),
  );
  const of = run.findIndex(({ lower }) => lower === 'of');
  if (of > 0 && namesTable(run.slice(of + 1), lexicon)) return exactly(run, said);
  const turned = of > 0 && run[0]?.lower !== 'number' ? [...run.slice(of + 1), ...run.slice(0, of)] : run;
  const orders = [turned, run].map((words) => contentStems(words).join(' '));
  const inOrder = lexicon.filter(
    ({ item, isFigure, names }) =>
      item.kind !== 'table' &&
      (of > 0 || isFigure) &&
      names.some(({ words }) => orders.includes(words.join(' '))),
  );
  return exactly(turned, [...new Set([...said, ...inOrder])]);
}

function exactly(run: readonly Token[], entries: readonly Entry[]): readonly Candidate[] {
  return candidatesFor(contentStems(run), entries).filter(({ score }) => score >= EXACT && score <= 1);
}

function contentStems(run: readonly Token[]): string[] {
  return run.filter(({ lower }) => !isStopWord(lower)).map((token) => token.stem);
}

/** "Ids of templates": the words after "of" are a table, to be read by themselves. */
function namesTable(run: readonly Token[], lexicon: readonly Entry[]): boolean {
  return candidatesFor(contentStems(run), lexicon).some(
    ({ item, score }) => item.kind === 'table' && score >= EXACT,
  );
}

/** "Cartoons directed": a participle after a noun begins something new. */
function isVerb(word: string): boolean {
  return plainWord(word)?.op === 'verb' || /[^aeiou]ed$/.test(word);
}

/** "Employees report to …": what the rows of a table do. */
function isDeed(run: readonly Token[], lexicon: readonly Entry[]): boolean {
  return plainWord(run.at(-1)?.lower ?? '')?.op === 'show' && namesTable(run.slice(0, -1), lexicon);
}

/** "Phone number" where the column is just called phone. */
function numbered(run: readonly Token[], lexicon: readonly Entry[]): readonly Candidate[] {
  const found = candidatesFor(contentStems(run.slice(0, -1)), lexicon);
  return found.filter(
    ({ item, score }) => item.kind === 'column' && item.column.kind === 'text' && score >= EXACT,
  );
}

/** "Discontinued products", "official languages": a yes-or-no word before what it describes is not asked for. */
function isDescribed(run: readonly Token[], found: readonly Candidate[], lexicon: readonly Entry[]): boolean {
  const best = found[0];
  if (best?.item.kind !== 'column' || !isFlag(best.item.column)) return false;
  const { column } = best.item;
  return candidatesFor([run.at(-1)?.stem ?? ''], lexicon).some(
    ({ item, score }) =>
      score >= EXACT &&
      ((item.kind === 'table' && item.table.key === column.table) ||
        (item.kind === 'column' && item.column.table === column.table && item.column !== column)),
  );
}
