import { type CatalogTable, tableId } from '../contracts/catalog.ts';
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
    for (const { name, values = [] } of table.columns) {
      const found = values.filter((value) => value.length >= SHORTEST_HIT && isNamed(asked, value));
      if (found.length > 0) hits.set(`${tableId(table)}.${name}`, found.slice(0, MOST_HITS));
    }
  }
  return hits;
}

function isNamed(asked: string, value: string): boolean {
  const words = phrase(value);
  return words.trim() !== '' && asked.includes(words);
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
