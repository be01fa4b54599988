import { stem } from '../language/stem.ts';
import { descriptionNames } from '../lexicon/description-names.ts';
import { identifierWords, vocabularyOf } from '../lexicon/identifier-words.ts';
import { opposite, scalesOf } from '../linking/adjectives.ts';
import type { Direction } from '../linking/operators.ts';
import { type Column, isKey, type Schema, type Table } from '../schema/schema.ts';

export interface Scaled {
  readonly column: Column;
  readonly direction: Direction;
}

/** The column that an adjective measures in a table, and which way it grows. */
export function scaleColumn(
  schema: Schema,
  table: Table,
  adjective: string,
  direction: Direction,
): Scaled | undefined {
  const vocabulary = vocabularyOf(table.columns.map(({ name }) => name));
  const measurable = table.columns.filter(
    (column) =>
      !isKey(schema, column) && (column.kind === 'number' || column.kind === 'date' || isYear(column)),
  );
  for (const scale of scalesOf(adjective)) {
    for (const word of scale.words) {
      const column = measurable.find((candidate) => words(candidate, vocabulary).includes(word));
      if (column)
        return { column, direction: direction === 'desc' ? scale.direction : opposite(scale.direction) };
    }
  }
  const dates = measurable.filter(({ kind }) => kind === 'date');
  const [only] = dates;
  if (!only || dates.length > 1 || !['new', 'recent', 'late', 'early'].includes(adjective)) return undefined;
  const later = adjective === 'early' ? 'asc' : 'desc';
  return { column: only, direction: direction === 'desc' ? later : opposite(later) };
}

function isYear(column: Column): boolean {
  return column.kind === 'text' && /year|date/i.test(column.name);
}

function words(column: Column, vocabulary: ReadonlySet<string>): string[] {
  const told = descriptionNames(column.description).flatMap((name) => name.words);
  return [...identifierWords(column.name, vocabulary).map(stem), ...told];
}
