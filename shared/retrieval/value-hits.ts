import { type CatalogColumn, type CatalogTable, tableId } from '../contracts/catalog.ts';
import { stem } from './words.ts';

/** Shorter values ("a", "5") stand in questions by chance. */
const SHORTEST_HIT = 2;
const MOST_HITS = 5;

/**
 * Which known values the question names, by schema.table.column: those whose words stand in it side by side, case,
 * accents and plural endings aside.
 */
export function valueHits(tables: readonly CatalogTable[], question: string): Map<string, string[]> {
  const asked = phrase(question);
  const hits = new Map<string, string[]>();
  for (const table of tables) {
    for (const column of table.columns) {
      const found = phrasesOf(column).filter(({ words }) => asked.includes(words));
      if (found.length > 0) {
        hits.set(
          `${tableId(table)}.${column.name}`,
          found.slice(0, MOST_HITS).map(({ value }) => value),
        );
      }
    }
  }
  return hits;
}

interface ValuePhrase {
  readonly value: string;
  readonly words: string;
}

/** Catalogues are kept between questions, so the words of their values are made once. */
const phrases = new WeakMap<CatalogColumn, readonly ValuePhrase[]>();

function phrasesOf(column: CatalogColumn): readonly ValuePhrase[] {
  const known = phrases.get(column);
  if (known) return known;
  const made = (column.values ?? [])
    .filter((value) => value.length >= SHORTEST_HIT)
    .map((value) => ({ value, words: phrase(value) }))
    .filter(({ words }) => words.trim() !== '');
  phrases.set(column, made);
  return made;
}

/** Words between single spaces, a space at either end, so that only whole words are found in it. */
function phrase(text: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map(stem);
  return ` ${words.join(' ')} `;
}
