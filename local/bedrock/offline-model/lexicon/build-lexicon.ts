import { expandAbbreviation } from '../language/abbreviations.ts';
import { splitWords } from '../language/split-words.ts';
import { stem } from '../language/stem.ts';
import { isStopWord } from '../language/stop-words.ts';
import type { OwnRows } from '../schema/own-rows.ts';
import { type Column, isKey, type Schema, type Table } from '../schema/schema.ts';
import { descriptionNames } from './description-names.ts';
import { identifierWords, vocabularyOf } from './identifier-words.ts';
import type { Entry, Name } from './item.ts';

/** Prefixes and endings that database designers put around table names. */
const AFFIXES = new Set([
  't',
  'tb',
  'tbl',
  'mst',
  'dim',
  'fact',
  'ref',
  'vw',
  'v',
  'lkp',
  'data',
  'list',
  'info',
  'tab',
  'lnk',
  'hdr',
]);

const KEY_WORDS = new Set(['id', 'code', 'number', 'key'].map(stem));

/** What a name is worth that leaves out part of the comment it is taken from. */
const PART_WEIGHT = 0.55;

/** The words by which a question can name the tables and columns of a schema, and rows that others of their table point at. */
export function buildLexicon(schema: Schema, ownRows: readonly OwnRows[], question: string): Entry[] {
  const texts = schema.tables.flatMap((table) => [
    table.name,
    table.description,
    ...table.columns.flatMap((column) => [column.name, column.description]),
  ]);
  const vocabulary = vocabularyOf([...texts, question]);
  const copies = new Set(ownRows.map(({ table }) => table));
  return [
    ...ownRows.map((one) => ownRowsEntry(one, vocabulary)),
    ...schema.tables
      .filter((table) => !copies.has(table))
      .flatMap((table) => tableEntries(schema, table, vocabulary)),
  ];
}

/** "The manager": what the column that points there is called, its "id" aside. */
function ownRowsEntry({ table, of, column }: OwnRows, vocabulary: ReadonlySet<string>): Entry {
  const own = new Set(tableNames(of, vocabulary).flatMap(({ words }) => words));
  const names = columnNames(column, own, vocabulary).flatMap((name) => {
    const words = name.words.filter((word) => !KEY_WORDS.has(word));
    return words.length > 0 ? [{ ...name, words }] : [];
  });
  return { item: { kind: 'table', table }, names, context: new Set(), spoken: '' };
}

function tableEntries(schema: Schema, table: Table, vocabulary: ReadonlySet<string>): Entry[] {
  const names = tableNames(table, vocabulary);
  const context = new Set(names.filter(({ isClause }) => !isClause).flatMap(({ words }) => words));
  return [
    { item: { kind: 'table', table }, names, context: new Set(), spoken: spokenText(table) },
    ...table.columns.map(
      (column): Entry => ({
        item: { kind: 'column', column },
        names: columnNames(column, context, vocabulary),
        context,
        spoken: spokenText(column),
        isFigure: column.kind === 'number' && !isKey(schema, column),
      }),
    ),
  ];
}

/** The words of a table's name without what designers put around it. */
export function tellingWords({ name }: Table, vocabulary: ReadonlySet<string>): string[] {
  return identifierWords(name, vocabulary).filter((word) => !AFFIXES.has(word));
}

function tableNames(table: Table, vocabulary: ReadonlySet<string>): Name[] {
  const words = identifierWords(table.name, vocabulary);
  const telling = tellingWords(table, vocabulary);
  return [
    { words: [stem(table.name)], weight: 1 },
    { words: words.map(stem), weight: 1 },
    { words: telling.map(stem), weight: 1 },
    ...table.synonyms.flatMap(synonymNames),
    ...descriptionNames(table.description),
  ].filter((name) => name.words.length > 0);
}

/** Identifier and comment as running text, each word by its stem. */
function spokenText({ name, description }: { name: string; description: string }): string {
  const own = splitWords(name).flatMap(expandAbbreviation).map(stem);
  return ` ${own.join(' ')} | ${splitWords(description).map(stem).join(' ')} `;
}

function columnNames(column: Column, context: ReadonlySet<string>, vocabulary: ReadonlySet<string>): Name[] {
  const words = identifierWords(column.name, vocabulary).filter((word) => !isStopWord(word));
  const own: Name = { words: words.map((word) => spellOut(stem(word), context)), weight: 1 };
  const glued: Name = { words: [stem(column.name)], weight: 1 };
  return [own, glued, ...column.synonyms.flatMap(synonymNames), ...toldNames(column, context)].flatMap(
    (name) => {
      const rest = name.words.filter((word) => !context.has(word));
      const tells = rest.length > 0 && (!name.isClause || rest[0] === name.words[0]);
      return tells && rest.length < name.words.length ? [name, { ...name, words: rest }] : [name];
    },
  );
}

/** The names a comment gives; what begins it is no full name where a clause says more ("units" of "units in stock"). */
function toldNames({ description }: Column, context: ReadonlySet<string>): Name[] {
  const names = descriptionNames(description);
  const clause = names.find(({ isClause }) => isClause);
  return names.map((name) => {
    const open = clause?.words.some((word) => !name.words.includes(word) && !context.has(word));
    return open && name !== clause ? { ...name, weight: name.weight * PART_WEIGHT } : name;
  });
}

/** A column's word that only begins a word of its table means that word: "cont_id" of continents. */
function spellOut(word: string, context: ReadonlySet<string>): string {
  if (word.length < 3 || context.has(word)) return word;
  return [...context].find((other) => other.startsWith(word)) ?? word;
}

/** A name that people gave is as good as the identifier. */
function synonymNames(synonym: string): Name[] {
  const words = splitWords(synonym).filter((word) => !isStopWord(word));
  return words.length > 0 ? [{ words: words.map(stem), weight: 1 }] : [];
}
