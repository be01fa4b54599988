import { nameParts } from '../schema/identifier.ts';
import type { Column, Schema } from '../schema/schema.ts';
import type { ValueCandidate } from './chunk.ts';

/** Literals known from the prompt, by the words (lower case) that mean them. */
export type ValueIndex = ReadonlyMap<string, readonly ValueCandidate[]>;

const VALUE_LINE = /^\s*(?:"(.+?)"\s*->\s*)?(.+?)\s*=\s*'((?:[^']|'')*)'\s*$/;

/** Indexes the values in column comments and the lines of the `<values>` block. */
export function buildValueIndex(schema: Schema, valuesBlock: string): ValueIndex {
  const index = new Map<string, ValueCandidate[]>();
  const add = (words: string, candidate: ValueCandidate) => {
    const key = normaliseValue(words);
    const known = index.get(key) ?? [];
    if (known.some((one) => one.column === candidate.column && one.literal === candidate.literal)) return;
    index.set(key, [...known, candidate]);
  };
  for (const line of valuesBlock.split('\n')) {
    const [, words, path, literal] = VALUE_LINE.exec(line) ?? [];
    const column = path && columnAt(schema, path);
    if (!column || literal === undefined) continue;
    const text = literal.replaceAll("''", "'");
    add(text, { column, literal: text });
    if (words && normaliseValue(words) !== normaliseValue(text)) {
      add(words, { column, literal: text, isMeant: true });
    }
  }
  for (const column of schema.tables.flatMap(({ columns }) => columns)) {
    for (const literal of column.values) add(literal, { column, literal });
  }
  return index;
}

/** Values compare without case, punctuation and double spaces. */
export function normaliseValue(text: string): string {
  return (
    text
      .toLowerCase()
      // A grade or a blood type is told by its sign.
      .replace(/^(\p{L}{1,2})[-−]$/u, '$1&minus')
      .replace(/\.(?![\p{L}\p{N}])/gu, '')
      .replace(/[^\p{L}\p{N}.@&+]+/gu, ' ')
      .trim()
  );
}

/** The column that a path like `schema.table.column` or `table.column` names. */
export function columnAt(schema: Schema, path: string): Column | undefined {
  const parts = nameParts(path);
  const owner = parts.slice(0, -1).join('.');
  const table = schema.tables.find(({ key, name }) => key === owner || name === owner);
  return table?.columns.find(({ name }) => name === parts.at(-1));
}
