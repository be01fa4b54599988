import { stem } from '../language/stem.ts';
import { descriptionNames } from '../lexicon/description-names.ts';
import { identifierWords } from '../lexicon/identifier-words.ts';
import { type Column, isForeignKey, type Schema, type Table } from '../schema/schema.ts';

const NAME = stem('name');
const WHOLE = new Set(['full', 'company', 'complete', 'display', 'business', 'trade'].map(stem));
const TITLE = new Set(['title', 'label'].map(stem));
const DESCRIPTION = stem('description');
const PERSON_PARTS = [stem('first'), stem('last')];

/** The columns by which people tell one row of the table from another: its name or title, else its key. */
export function displayColumns(schema: Schema, table: Table): readonly Column[] {
  const columns = known.get(table) ?? findDisplayColumns(schema, table);
  known.set(table, columns);
  return columns;
}

/** A schema is read once for each prompt, its tables are asked about many times. */
const known = new WeakMap<Table, readonly Column[]>();

function findDisplayColumns(schema: Schema, table: Table): Column[] {
  const texts = table.columns.filter((column) => column.kind === 'text' && !isForeignKey(schema, column));
  const own = new Set(tableWords(table));
  const named = best(texts, (column) => Math.max(...wordings(column).map((words) => nameRank(words, own))));
  if (named) return [named];
  const person = PERSON_PARTS.flatMap((part) => texts.find((column) => isNamePart(column, part)) ?? []);
  if (person.length === PERSON_PARTS.length) return person;
  const titled =
    texts.find((column) => isTitle(column, own)) ?? texts.find((column) => isNamedAfter(column, own));
  if (titled) return [titled];
  const keys = table.columns.filter(({ name }) => table.primaryKey.includes(name));
  // A table that points at others (an order, a visit) is told apart by its key, not by some name in it.
  if (schema.foreignKeys.some((key) => key.table === table.key)) return keys;
  const other = texts.find((column) => wordings(column).some((words) => words.includes(NAME)));
  return other ? [other] : keys;
}

/** The column with the highest rank above 0; the first one where several are equal. */
function best(columns: readonly Column[], rank: (column: Column) => number): Column | undefined {
  return columns
    .map((column) => ({ column, rank: rank(column) }))
    .filter((one) => one.rank > 0)
    .sort((left, right) => right.rank - left.rank)[0]?.column;
}

/** 2 for "name" and "<table> name", 1 for names of the whole ("full name", "company name"), else 0. */
function nameRank(words: readonly string[], own: ReadonlySet<string>): number {
  if (!words.includes(NAME)) return 0;
  const rest = words.filter((word) => !own.has(word) && word !== NAME);
  if (rest.length === 0) return 2;
  return rest.every((word) => WHOLE.has(word)) ? 1 : 0;
}

function isNamePart(column: Column, part: string): boolean {
  return wordings(column).some((words) => words.includes(NAME) && words.includes(part));
}

/** "Title" or "<table> description". */
function isTitle(column: Column, own: ReadonlySet<string>): boolean {
  return wordings(column).some((words) => {
    const rest = words.filter((word) => !own.has(word));
    return (
      rest.length > 0 && rest.every((word) => TITLE.has(word) || (word === DESCRIPTION && words.length > 1))
    );
  });
}

/** The column called as its table: airlines.airline. */
function isNamedAfter(column: Column, own: ReadonlySet<string>): boolean {
  return identifierWords(column.name, new Set())
    .map(stem)
    .every((word) => own.has(word));
}

/** The words of the identifier, and those of each reading of the comment. */
function wordings(column: Column): string[][] {
  const own = identifierWords(column.name, new Set()).map(stem);
  return [own, ...descriptionNames(column.description).map(({ words }) => [...words])];
}

function tableWords(table: Table): string[] {
  const told = descriptionNames(table.description).flatMap(({ words }) => words);
  return [...identifierWords(table.name, new Set()).map(stem), ...told];
}
