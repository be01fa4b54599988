import { type Catalog, tableId } from '../contracts/catalog.ts';
import { chooseTables } from './choose-tables.ts';
import { columnRelevance } from './column-relevance.ts';
import { type FittedSchema, fitSchema } from './fit-schema.ts';
import { rankTables } from './rank-tables.ts';
import type { SearchResult } from './search-index.ts';
import { valueHits } from './value-hits.ts';

export interface RetrievalLimits {
  readonly maxTables: number;
  readonly schemaTokens: number;
}

/** Tables beyond these have never been among those chosen; they only cost time. */
export const HITS_WANTED = 100;

/** The part of a catalogue a question needs, out of what search found; undefined when it found nothing. */
export function linkSchema(
  catalog: Catalog,
  found: SearchResult,
  question: string,
  { maxTables, schemaTokens }: RetrievalLimits,
): FittedSchema | undefined {
  const chosen = chooseTables(catalog, rankTables(catalog, found), maxTables);
  if (chosen.length === 0) return undefined;
  const ids = new Set(chosen);
  const byId = new Map(
    catalog.tables.filter((table) => ids.has(tableId(table))).map((table) => [tableId(table), table]),
  );
  const tables = chosen.flatMap((id) => byId.get(id) ?? []);
  const joins = catalog.relationships.filter(({ table, refTable }) => ids.has(table) && ids.has(refTable));
  const interest = { columns: columnRelevance(found), values: valueHits(tables, question) };
  return fitSchema(tables, joins, interest, schemaTokens);
}
