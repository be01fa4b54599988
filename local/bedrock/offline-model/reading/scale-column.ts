import { stem } from '../language/stem.ts';
import { descriptionNames } from '../lexicon/description-names.ts';
import { identifierWords, vocabularyOf } from '../lexicon/identifier-words.ts';
import { opposite, scalesOf } from '../linking/adjectives.ts';
import type { Comparison, Direction } from '../linking/operators.ts';
import { type Column, isKey, type Table } from '../schema/schema.ts';
import type { Draft } from './draft.ts';

export interface Scaled {
  readonly column: Column;
  readonly direction: Direction;
}

/** The column that an adjective measures in a table, and which way it grows; none where two would do. */
export function scaleColumn(
  draft: Draft,
  table: Table,
  adjective: string,
  direction: Direction,
): Scaled | undefined {
  const vocabulary = vocabularyOf([
    ...table.columns.map(({ name }) => name),
    ...draft.chunks.map(({ text }) => text),
  ]);
  const measurable = table.columns.filter((column) => isMeasurable(draft, column));
  for (const scale of scalesOf(adjective)) {
    const fitting = scale.words.flatMap(
      (word) => measurable.find((column) => words(column, vocabulary).includes(word)) ?? [],
    );
    const shown = fitting.filter((column) => isShown(draft, column));
    const [column] = shown.length > 0 ? shown : fitting;
    if (column && isVague(adjective) && shown.length === 0 && new Set(fitting).size > 1) return undefined;
    if (column) return { column, direction: turn(scale.direction, direction) };
  }
  return onlyDate(measurable, adjective, direction);
}

/** "Newest" over a table with a single date means that date, whatever it is called. */
function onlyDate(columns: readonly Column[], adjective: string, direction: Direction): Scaled | undefined {
  const [only, ...more] = columns.filter(({ kind }) => kind === 'date');
  if (!only || more.length > 0 || !['new', 'recent', 'late', 'early'].includes(adjective)) return undefined;
  return { column: only, direction: turn(adjective === 'early' ? 'asc' : 'desc', direction) };
}

function turn(scale: Direction, direction: Direction): Direction {
  return direction === 'desc' ? scale : opposite(scale);
}

/** "Large" may mean area or population; other adjectives say what they measure. */
function isVague(adjective: string): boolean {
  return adjective === 'large' || adjective === 'small';
}

function isMeasurable(draft: Draft, column: Column): boolean {
  if (isKey(draft.schema, column)) return false;
  return column.kind === 'number' || column.kind === 'date' || isYear(column);
}

function isShown(draft: Draft, column: Column): boolean {
  return draft.select.some((one) => one.kind === 'column' && one.column === column);
}

function isYear(column: Column): boolean {
  return column.kind === 'text' && /year|date/i.test(column.name);
}

function words(column: Column, vocabulary: ReadonlySet<string>): string[] {
  const told = descriptionNames(column.description).flatMap((name) => name.words);
  return [...identifierWords(column.name, vocabulary).map(stem), ...told];
}

/** The comparison on a column that shrinks with the adjective is the other way round. */
export function turnedBy(direction: Direction, comparison: Comparison): Comparison {
  if (direction === 'desc') return comparison;
  const turned = { '>': '<', '>=': '<=', '<': '>', '<=': '>=', '=': '=', '<>': '<>' } as const;
  return turned[comparison];
}
