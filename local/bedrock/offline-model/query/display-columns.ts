import { stem } from '../language/stem.ts';
import { descriptionNames } from '../lexicon/description-names.ts';
import { identifierWords } from '../lexicon/identifier-words.ts';
import { type Column, isForeignKey, type Schema, type Table } from '../schema/schema.ts';

const NAME = stem('name');
const WHOLE = new Set(['full', 'company', 'complete', 'display', 'business', 'trade'].map(stem));
const TITLE = new Set(['title', 'label'].map(stem));
const PERSON_PARTS = [stem('first'), stem('last')];

/** The columns by which people tell one row of the table from another: its name or title, else its key. */
export function displayColumns(schema: Schema, table: Table): Column[] {
  const texts = table.columns.filter((column) => column.kind === 'text' && !isForeignKey(schema, column));
  const own = new Set(tableWords(table));
  const ranked = texts
    .map((column) => ({ column, rank: rankOf(wordsOf(column), own) }))
    .filter(({ rank }) => rank > 0)
    .sort((left, right) => right.rank - left.rank);
  const best = ranked[0];
  if (best && best.rank >= 3) return [best.column];
  const person = PERSON_PARTS.flatMap(
    (part) => texts.find((column) => isNamePart(wordsOf(column), part)) ?? [],
  );
  if (person.length === PERSON_PARTS.length) return person;
  if (best) return [best.column];
  const likeTable = texts.find((column) => wordsOf(column).every((word) => own.has(word)));
  if (likeTable) return [likeTable];
  return table.columns.filter(({ name }) => table.primaryKey.includes(name));
}

/** Whether the question's plain "name" may mean this column. */
function rankOf(words: readonly string[], own: ReadonlySet<string>): number {
  const rest = words.filter((word) => !own.has(word));
  if (words.includes(NAME)) {
    if (rest.length === 1) return 5;
    if (rest.every((word) => word === NAME || WHOLE.has(word))) return 4;
    return rest.some((word) => PERSON_PARTS.includes(word)) ? 0 : 1;
  }
  return rest.length > 0 && rest.every((word) => TITLE.has(word)) ? 3 : 0;
}

function isNamePart(words: readonly string[], part: string): boolean {
  return words.includes(NAME) && words.includes(part);
}

function wordsOf(column: Column): string[] {
  const own = identifierWords(column.name, new Set()).map(stem);
  const told = descriptionNames(column.description).at(-1)?.words ?? [];
  return own.includes(NAME) || told.length === 0 ? own : [...told];
}

function tableWords(table: Table): string[] {
  const told = descriptionNames(table.description).flatMap(({ words }) => words);
  return [...identifierWords(table.name, new Set()).map(stem), ...told];
}
