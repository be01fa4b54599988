import { type Catalog, tableId } from '../../contracts/catalog.ts';
import { plainValue } from './plain-question.ts';

/** The value of a column (schema.table.column) that these words name; undefined when none does, or two do. */
export type KnownValue = (column: string, words: readonly string[]) => string | undefined;

const kept = new WeakMap<Catalog, Map<string, ReadonlyMap<string, string | undefined>>>();

/** Looks values up in what a catalogue shows; a column's values are cut into words when it is first asked for. */
export function valuesOf(catalog: Catalog): KnownValue {
  const byColumn = kept.get(catalog) ?? new Map();
  kept.set(catalog, byColumn);
  return (column, words) => {
    const values = byColumn.get(column) ?? phrasesOf(catalog, column);
    byColumn.set(column, values);
    return values.get(words.join(' '));
  };
}

function phrasesOf(catalog: Catalog, id: string): ReadonlyMap<string, string | undefined> {
  const table = catalog.tables.find((candidate) => id.startsWith(`${tableId(candidate)}.`));
  const column = table?.columns.find(({ name }) => `${tableId(table)}.${name}` === id);
  const phrases = new Map<string, string | undefined>();
  for (const value of column?.values ?? []) {
    const phrase = plainValue(value).join(' ');
    phrases.set(phrase, phrases.has(phrase) || phrase.length < 2 ? undefined : value);
  }
  return phrases;
}
