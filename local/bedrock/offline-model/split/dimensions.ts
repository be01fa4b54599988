import { splitWords } from '../language/split-words.ts';
import { isFlag, isKey, type Schema, type Table } from '../schema/schema.ts';

const FEWEST_VALUES = 2;

/**
 * What figures over a schema can be taken apart by, as a question would say it, the likeliest first: the things most
 * other tables point at, then columns with few values that are all known.
 */
export function dimensions(schema: Schema): string[] {
  const pointedAt = new Map<string, number>();
  for (const { refTable } of schema.foreignKeys) pointedAt.set(refTable, (pointedAt.get(refTable) ?? 0) + 1);
  const things = schema.tables
    .filter(({ key }) => pointedAt.has(key))
    .sort((a, b) => (pointedAt.get(b.key) ?? 0) - (pointedAt.get(a.key) ?? 0))
    .flatMap(wordings);
  const traits = schema.tables.flatMap(({ columns }) =>
    columns.filter(
      (column) =>
        column.kind === 'text' &&
        column.valuesComplete &&
        column.values.length >= FEWEST_VALUES &&
        !isKey(schema, column) &&
        !isFlag(column),
    ),
  );
  const named = traits.flatMap((column) => wordings(column));
  return [...new Set(interleaved(things, named))];
}

/** By its name, and by the first words of its description, which say it where the name is short for something. */
function wordings({
  name,
  description,
  synonyms,
}: Pick<Table, 'name' | 'description' | 'synonyms'>): string[] {
  const told = description.split(/[,;.(:|]|\s[-–—]\s/)[0] ?? '';
  return [...synonyms, splitWords(name).join(' '), told.toLowerCase()].map(singular).filter(Boolean);
}

const singular = (words: string) =>
  words
    .trim()
    .replace(/ies$/, 'y')
    .replace(/([^s])s$/, '$1');

function interleaved(first: readonly string[], second: readonly string[]): string[] {
  const longer = Math.max(first.length, second.length);
  return Array.from({ length: longer }, (_, at) => [first[at], second[at]])
    .flat()
    .filter((one) => one !== undefined);
}
