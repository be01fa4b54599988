import { type Catalog, tableId } from '../../shared/contracts/catalog.ts';
import { columnRelevance } from '../../shared/retrieval/column-relevance.ts';
import { wordIndex } from '../../shared/retrieval/table-index.ts';
import type { TableHit } from './operation.ts';

/** Tables of a catalogue that a question speaks of, by its words alone, best first. */
export async function findTables(catalog: Catalog, question: string, limit: number): Promise<TableHit[]> {
  const found = wordIndex(catalog).search({ text: question, limit });
  const relevance = columnRelevance(found, new Set(found.hits.map(({ id }) => id)));
  const tables = new Map(catalog.tables.map((table) => [tableId(table), table]));
  return found.hits.flatMap(({ id, gains }) => {
    const table = tables.get(id);
    if (!table) return [];
    const score = gains.reduce((sum, gain) => sum + gain, 0);
    const columns = table.columns.map(({ name }) => name).filter((name) => relevance.has(`${id}.${name}`));
    return [{ table: id, score: Math.round(score * 1_000) / 1_000, description: table.description, columns }];
  });
}
