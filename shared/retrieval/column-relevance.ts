import type { SearchResult } from './search-index.ts';
import { readPartName } from './table-document.ts';

/** A column that is called what the question says is meant more surely than one that is described so. */
const KIND_SHARE = { name: 1, synonyms: 1, values: 0.8, description: 0.5 } as const;

/** How much the question has to do with each column of these tables, by schema.table.column; 0 for those not in the map. */
export function columnRelevance({ hits }: SearchResult, tables: ReadonlySet<string>): Map<string, number> {
  const relevance = new Map<string, number>();
  for (const { id, parts } of hits) {
    if (!tables.has(id)) continue;
    for (const { part, likeness } of parts) {
      const { kind, column } = readPartName(part);
      if (column === undefined) continue;
      const key = `${id}.${column}`;
      relevance.set(key, (relevance.get(key) ?? 0) + likeness * KIND_SHARE[kind]);
    }
  }
  return relevance;
}
