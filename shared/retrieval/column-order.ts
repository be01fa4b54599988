import { isCryptic } from '../catalog/naming/is-cryptic.ts';
import type { CatalogColumn } from '../contracts/catalog.ts';
import type { ColumnLine, TableLines } from './schema-lines.ts';

/** What the question has to do with, by schema.table.column. */
export interface Interest {
  /** How much; 0 for columns not in the map. */
  readonly columns: ReadonlyMap<string, number>;
  /** Values it names. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}

/** Less than a word of the question that a column's name begins with, more than a distant likeness. */
const USUAL_INTEREST = 0.4;
const USUAL_NAME = /(name|title|date|year|id)$/i;
const USUAL_TYPE = /^(date|time)/i;
const NUMBER_TYPE = /^(int|float|numeric|decimal|double|real|money|big|small|number)/i;

/** A value that is named says more than any word. */
export function interestIn(id: string, { columns, values }: Interest): number {
  return (columns.get(id) ?? 0) + (values.has(id) ? 1 : 0);
}

/** Columns, those of most interest first; of the others the first ones of every table before the next. */
export function orderColumns(lines: readonly TableLines[], interest: Interest): ColumnLine[] {
  return lines
    .flatMap(({ columns }) =>
      columns.map((line, position) => {
        const usual = isUsual(line.column) ? USUAL_INTEREST : 0;
        return { line, position, interest: Math.max(interestIn(line.id, interest), usual) };
      }),
    )
    .sort((a, b) => b.interest - a.interest || a.position - b.position)
    .map(({ line }) => line);
}

/** What is wanted of columns the question says nothing of; less than that of any it does. */
const [CRYPTIC_MEASURE, CRYPTIC, PLAIN] = [-1, -2, -3];

/**
 * Columns by how much they need to be told about: those of most interest first, then those whose names say little,
 * what can be calculated with before the rest, then table by table. What a key is its joins tell.
 */
export function orderNotes(lines: readonly TableLines[], interest: Interest): OrderedNote[] {
  return lines
    .flatMap(({ columns }) => columns)
    .map((line) => ({ line, need: needOf(line, interest) }))
    .sort((a, b) => b.need - a.need)
    .map(({ line, need }) => ({ line, isNeeded: need >= CRYPTIC_MEASURE }));
}

export interface OrderedNote {
  readonly line: ColumnLine;
  /** Whether the question has to do with it, or may have and the name does not say. */
  readonly isNeeded: boolean;
}

function needOf({ id, column, isKey }: ColumnLine, interest: Interest): number {
  const named = interestIn(id, interest);
  if (named > 0) return named;
  if (isKey || !hasCrypticName(column)) return PLAIN;
  return NUMBER_TYPE.test(column.type) ? CRYPTIC_MEASURE : CRYPTIC;
}

const cryptic = new WeakMap<CatalogColumn, boolean>();

/** Catalogues are kept between questions, so a name is judged once. */
function hasCrypticName(column: CatalogColumn): boolean {
  const known = cryptic.get(column) ?? isCryptic(column.name);
  cryptic.set(column, known);
  return known;
}

/** Names, dates and what looks like a key are needed in questions that don't speak of them. */
function isUsual({ name, type }: CatalogColumn): boolean {
  return USUAL_NAME.test(name) || USUAL_TYPE.test(type);
}
