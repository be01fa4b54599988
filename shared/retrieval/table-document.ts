import type { CatalogTable } from '../contracts/catalog.ts';
import type { WeightedWords } from './bm25.ts';
import { wordsOf } from './words.ts';

const TABLE_NAME_WEIGHT = 4;
const DESCRIPTION_WEIGHT = 2;
const COLUMN_WEIGHT = 1;
const VALUE_WEIGHT = 1;

/** A table as BM25 reads it: its name counts most, then what it is said to be, then columns and values. */
export function tableWords(table: CatalogTable): WeightedWords[] {
  return [
    { words: wordsOf(table.name), weight: TABLE_NAME_WEIGHT },
    { words: wordsOf([table.description, ...(table.synonyms ?? [])].join(' ')), weight: DESCRIPTION_WEIGHT },
    {
      words: table.columns.flatMap((column) =>
        wordsOf([column.name, column.description, ...(column.synonyms ?? [])].join(' ')),
      ),
      weight: COLUMN_WEIGHT,
    },
    {
      words: table.columns.flatMap((column) => (column.values ?? []).flatMap(wordsOf)),
      weight: VALUE_WEIGHT,
    },
  ];
}

/** A table as an embedding model reads it. */
export function tableText(table: CatalogTable): string {
  const columns = table.columns.map((column) => [column.name, column.description].filter(Boolean).join(' '));
  return [table.name, table.description, columns.join(', ')].filter(Boolean).join('. ');
}
