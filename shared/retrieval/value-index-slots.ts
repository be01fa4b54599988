import { type Catalog, tableId } from '../contracts/catalog.ts';
import { isQuestionWord } from './question-words.ts';
import { synonymsOf } from './synonyms.ts';
import type { AlikeWord } from './value-index-misspelt.ts';
import type { ValueTerms } from './value-index-terms.ts';
import { type FoldedWord, foldedWords } from './value-index-text.ts';
import { wordsOf } from './words.ts';

/** A word of the question and the words of the index that it may stand for. */
export interface Slot extends FoldedWord {
  /** By position in the index, how well each fits: 1 for the word itself. */
  readonly ids: ReadonlyMap<number, number>;
  /** One of those that questions are made of. */
  readonly isQuestionWord: boolean;
  /** One that names a table or column here, or does so in many schemas. */
  readonly isSchemaWord: boolean;
}

const MOST_WORDS = 400;
/** A question has few misspelt words; a text pasted into it has many that no value holds. */
const MOST_MISSPELT = 40;
const SHORTEST_PREFIX = 3;
const MOST_PREFIXED = 3;
/** "bev" for beverages: less sure than a misspelling that is close. */
const PREFIXED = 0.5;

/** The words of a question, each with what it may stand for. */
export function slotsOf(
  question: string,
  catalog: Catalog,
  terms: ValueTerms,
  findAlike: (word: string) => AlikeWord[],
): Slot[] {
  const schemaWords = schemaWordsOf(catalog);
  const known = new Map<string, ReadonlyMap<number, number>>();
  let misspelt = 0;
  const idsOf = ({ stem }: FoldedWord, isPlain: boolean): ReadonlyMap<number, number> => {
    const exact = terms.wordId(stem);
    if (exact >= 0) return new Map([[exact, 1]]);
    if (isPlain || /^\p{N}+$/u.test(stem) || misspelt >= MOST_MISSPELT) return new Map();
    misspelt++;
    return new Map([
      ...prefixed(terms, stem),
      ...findAlike(stem).map((alike) => [alike.id, alike.similarity] as const),
    ]);
  };
  return foldedWords(question, MOST_WORDS).map((word) => {
    const names = schemaWords.has(word.stem) || synonymsOf(word.stem).size > 0;
    const plain = { isQuestionWord: isQuestionWord(word.stem), isSchemaWord: names };
    const ids = known.get(word.stem) ?? idsOf(word, plain.isQuestionWord || plain.isSchemaWord);
    known.set(word.stem, ids);
    return { ...word, ...plain, ids };
  });
}

/** Words cut short: those that begin alike, when they are few. */
function prefixed(terms: ValueTerms, stem: string): (readonly [number, number])[] {
  if (stem.length < SHORTEST_PREFIX) return [];
  const [start, end] = terms.withPrefix(stem);
  if (end - start > MOST_PREFIXED) return [];
  return Array.from({ length: end - start }, (_, index) => [start + index, PREFIXED] as const);
}

const kept = new WeakMap<Catalog, ReadonlySet<string>>();

/** What tables and columns are called and said to be; catalogues are kept between questions. */
function schemaWordsOf(catalog: Catalog): ReadonlySet<string> {
  const known = kept.get(catalog);
  if (known) return known;
  const texts = catalog.tables.flatMap((table) => [
    ...[tableId(table), table.description ?? '', ...(table.synonyms ?? [])],
    ...table.columns.flatMap(({ name, description = '', synonyms = [] }) => [name, description, ...synonyms]),
  ]);
  const words = new Set(texts.flatMap(wordsOf));
  kept.set(catalog, words);
  return words;
}
