import { type Catalog, type CatalogTable, tableId } from '../../shared/contracts/catalog.ts';
import { type Bm25Index, buildBm25 } from '../../shared/retrieval/bm25.ts';
import { synonymsOf } from '../../shared/retrieval/synonyms.ts';
import { tableWords } from '../../shared/retrieval/table-document.ts';
import { wordsOf } from '../../shared/retrieval/words.ts';
import type { TableHit } from './operation.ts';

const SYNONYM_WEIGHT = 0.4;

const indexes = new WeakMap<Catalog, Bm25Index>();

/** Tables of a catalogue that a question speaks of, by its words alone, best first. */
export async function findTables(catalog: Catalog, question: string, limit: number): Promise<TableHit[]> {
  const words = queryWords(question);
  const scores = indexFor(catalog).score(words);
  return catalog.tables
    .map((table, position) => ({ table, score: scores[position] ?? 0 }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ table, score }) => ({
      table: tableId(table),
      score: Math.round(score * 1_000) / 1_000,
      description: table.description,
      columns: columnsSpeakingOf(table, words),
    }));
}

function indexFor(catalog: Catalog): Bm25Index {
  const index = indexes.get(catalog) ?? buildBm25(catalog.tables.map(tableWords));
  indexes.set(catalog, index);
  return index;
}

function queryWords(question: string): Map<string, number> {
  const words = wordsOf(question);
  return new Map([
    ...words.flatMap((word) => [...synonymsOf(word)].map((synonym) => [synonym, SYNONYM_WEIGHT] as const)),
    ...words.map((word) => [word, 1] as const),
  ]);
}

const columnsSpeakingOf = ({ columns }: CatalogTable, words: ReadonlyMap<string, number>) =>
  columns
    .filter(({ name, description = '', synonyms = [] }) =>
      wordsOf([name, description, ...synonyms].join(' ')).some((word) => words.has(word)),
    )
    .map(({ name }) => name);
