import type { CatalogColumn, CatalogTable } from '../contracts/catalog.ts';
import { oneLine, quoteValue } from './sql-names.ts';

/** How much is told of tables and columns; less when the token budget is short. */
export interface NoteDetail {
  /** Values listed for a column. */
  readonly values: number;
  /** Characters of a description; 0 shows none. */
  readonly description: number;
}

/** Of many values only a few are shown: they say what the column looks like, no more. */
const FEWER_OF_MANY = 4;
const MOSTLY = 0.5;

/** What a table is and how large. */
export function tableComment(table: CatalogTable, detail: NoteDetail): string {
  const { description = '', estimatedRows } = table;
  const size = estimatedRows >= 0 ? `about ${Math.round(estimatedRows)} rows` : '';
  return joined([shortened(description, detail), shortened(alsoNamed(table), detail), size]);
}

/** What a column is and holds; values the question names come first, however few are listed. */
export function columnNote(column: CatalogColumn, detail: NoteDetail, hits: readonly string[]): string {
  return joined([
    shortened(column.description ?? '', detail),
    shortened(alsoNamed(column), detail),
    valuesOf(column, detail, hits),
    column.range && detail.values > 0 ? `range: ${column.range.join(' to ')}` : '',
    detail.values > 0 ? mostlyEmpty(column) : '',
  ]);
}

const joined = (parts: readonly string[]) => parts.filter(Boolean).join(' | ');

function valuesOf(column: CatalogColumn, detail: NoteDetail, hits: readonly string[]): string {
  const values = [...new Set([...hits, ...samplesOf(column, detail.values)])];
  if (values.length === 0) return '';
  const more = !column.valuesComplete || values.length < (column.values?.length ?? 0);
  return `values: ${values.map(quoteValue).join(', ')}${more ? ', …' : ''}`;
}

function shortened(text: string, { description: most }: NoteDetail): string {
  const line = most > 0 && text !== '' ? oneLine(text) : '';
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

const alsoNamed = ({ synonyms = [] }: Pick<CatalogColumn, 'synonyms'>) =>
  synonyms.length > 0 ? `also: ${synonyms.map(oneLine).join(', ')}` : '';

/** Worth a word only where an answer may be wrong for not knowing. */
function mostlyEmpty({ nullShare = 0 }: CatalogColumn): string {
  return nullShare >= MOSTLY ? `empty in ${Math.round(nullShare * 100)}% of rows` : '';
}

/** All values of a column that has few; of one that has many, a taste. */
function samplesOf({ values = [], valuesComplete }: CatalogColumn, most: number): string[] {
  return values.slice(0, valuesComplete ? most : Math.ceil(most / FEWER_OF_MANY));
}
