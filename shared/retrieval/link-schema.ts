import { type Catalog, type CatalogTable, type Metric, tableId } from '../contracts/catalog.ts';
import { chooseTables } from './choose-tables.ts';
import { columnRelevance } from './column-relevance.ts';
import { type FittedSchema, fitSchema } from './fit-schema.ts';
import { rankTables } from './rank-tables.ts';
import type { SearchResult } from './search-index.ts';
import { tablesById } from './tables-by-id.ts';
import { valueHits } from './value-hits.ts';
import type { ValueHit } from './value-index.ts';
import { withValueTables } from './value-index-tables.ts';

export interface RetrievalLimits {
  readonly maxTables: number;
  readonly schemaTokens: number;
}

/** What a question names that is known by other means than search. */
export interface Named {
  readonly metrics?: readonly Metric[];
  readonly hits?: readonly ValueHit[];
}

/** Tables beyond these have never been among those chosen; they only cost time. */
export const HITS_WANTED = 100;

/**
 * The part of a catalogue a question needs, out of what search found, with what the metrics it names are computed
 * from. Undefined when there is nothing.
 */
export function linkSchema(
  catalog: Catalog,
  found: SearchResult,
  question: string,
  { maxTables, schemaTokens }: RetrievalLimits,
  { metrics = [], hits = [] }: Named = {},
): FittedSchema | undefined {
  const needed = metrics.flatMap((metric) => metric.tables);
  const searched = chooseTables(catalog, needed, rankTables(catalog, found), maxTables);
  const byId = tablesById(catalog);
  const known = searched.filter((id) => byId.has(id));
  const chosen = withValueTables(known, hits, byId, maxTables);
  if (chosen.length === 0) return undefined;
  const ids = new Set(chosen);
  const tables = chosen.flatMap((id) => byId.get(id) ?? []);
  const joins = catalog.relationships.filter(({ table, refTable }) => ids.has(table) && ids.has(refTable));
  const columns = withColumnsOf(metrics, hits, tables, columnRelevance(found, ids));
  const interest = { columns, values: valueHits(tables, question) };
  return fitSchema(tables, joins, interest, schemaTokens);
}

/** The columns of a metric's expression, and those that hold a value, count as named by the question. */
function withColumnsOf(
  metrics: readonly Metric[],
  hits: readonly ValueHit[],
  tables: readonly CatalogTable[],
  relevance: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const words = new Set(metrics.flatMap(({ sql }) => sql.match(/[\p{L}\p{N}_$]+/gu) ?? []));
  const named = tables.flatMap((table) =>
    table.columns
      .filter(({ name }) => words.has(name))
      .map(({ name }): [string, number] => [`${tableId(table)}.${name}`, 1]),
  );
  const holding = hits.map(({ table, column }): [string, number] => [`${table}.${column}`, 1]);
  return new Map([...relevance, ...named, ...holding]);
}
