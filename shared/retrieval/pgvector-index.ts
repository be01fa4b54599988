import { type OpenIndex, openIndex } from './binary-search-index.ts';
import type { IndexData } from './index-data.ts';
import { decodeIndex } from './index-file.ts';
import { type SqlClient, type SqlDatabase, vectorText } from './pgvector-client.ts';
import { buildPgvectorIndex, isThere } from './pgvector-index-build.ts';
import { type PgvectorPlace, type PgvectorTables, pgvectorTables } from './pgvector-tables.ts';
import type { SearchHit, SearchIndex, SearchQuery, SearchResult, Visibility } from './search-index.ts';

/** Ranks beyond add nothing to a fused score that counts; HNSW looks at as many. */
const NEAREST = 200;
/** Constant of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009). */
const RRF_K = 60;
/** Below it vectors of texts that have nothing in common lie by chance. */
const LEAST_SIMILARITY = 0.05;
/** Filtered searches go on until they have found enough. Settings of the transaction alone: connections change. */
const BEGIN_SEARCH = `BEGIN READ ONLY; SET LOCAL hnsw.iterative_scan = 'strict_order'; SET LOCAL hnsw.ef_search = ${NEAREST}`;
/** Indexes whose words are kept in memory at once: those of the sources asked last. */
const MOST_KEPT = 8;

interface Words {
  readonly revision: string;
  readonly dimensions: number;
  readonly data: IndexData;
  readonly index: OpenIndex;
}

/**
 * Vectors in PostgreSQL with pgvector, found by HNSW and cosine; words beside them, read once a revision and searched
 * as in a binary file. For indexes that have outgrown one.
 */
export function createPgvectorIndex(database: SqlDatabase, place: PgvectorPlace): SearchIndex {
  const tables = pgvectorTables(place);
  const kept = new Map<string, Words>();
  let isReady = false;
  const load = async (client: SqlClient, name: string): Promise<Words | undefined> => {
    const text = `SELECT revision FROM ${tables.index} WHERE name = $1`;
    const [found] = (await client.query(text, [name])).rows;
    const known = kept.get(name);
    const words = known?.revision === found?.revision ? known : await readWords(client, tables, name);
    kept.delete(name);
    if (words) kept.set(name, words);
    for (const oldest of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(oldest);
    return words;
  };
  return {
    build: (name, documents) => buildPgvectorIndex(database, tables, name, documents),
    search: (name, query) =>
      database.transaction(BEGIN_SEARCH, async (client) => {
        isReady ||= await isThere(client, tables.index);
        const words = isReady ? await load(client, name) : undefined;
        return words && search(client, tables, name, words, query);
      }),
  };
}

async function readWords(
  client: SqlClient,
  tables: PgvectorTables,
  name: string,
): Promise<Words | undefined> {
  const text = `SELECT revision, dimensions, words FROM ${tables.index} WHERE name = $1`;
  const [found] = (await client.query(text, [name])).rows;
  const data = found && Buffer.isBuffer(found.words) ? decodeIndex(found.words) : undefined;
  if (!found || !data) return undefined;
  const index = openIndex(data);
  return { revision: String(found.revision), dimensions: Number(found.dimensions), data, index };
}

async function search(
  client: SqlClient,
  tables: PgvectorTables,
  name: string,
  { data, index, dimensions }: Words,
  query: SearchQuery,
): Promise<SearchResult> {
  const { vector, visible, limit } = query;
  const { words, hits } = index.search({
    text: query.text,
    limit: data.documents.length,
    ...(visible && { visible }),
  });
  const isComparable = vector !== undefined && dimensions > 0 && vector.length === dimensions;
  const near = isComparable ? await nearest(client, tables, name, vector, data, visible) : [];
  const byId = new Map(hits.map((hit) => [hit.id, hit]));
  const gains = words.map(() => 0);
  for (const { id, similarity } of near) {
    byId.set(id, { ...(byId.get(id) ?? { id, gains, parts: [] }), similarity });
  }
  const ranked = fuse([hits, near], new Map(data.documents.map((id, position) => [id, position])));
  return { words, hits: ranked.slice(0, limit).flatMap((id): SearchHit[] => [byId.get(id) ?? []].flat()) };
}

/** The nearest documents that are seen as a whole, with their cosines: vectors are made of all parts. */
async function nearest(
  client: SqlClient,
  tables: PgvectorTables,
  name: string,
  vector: Float32Array,
  data: IndexData,
  visible: Visibility | undefined,
): Promise<{ id: string; similarity: number }[]> {
  const { rows } = await client.query(
    `SELECT position, 1 - (embedding <=> $2::vector) AS similarity FROM ${tables.vectors(vector.length)}
     WHERE name = $1 AND position = ANY ($3::int[]) ORDER BY embedding <=> $2::vector LIMIT ${NEAREST}`,
    [name, vectorText(vector), seenWhole(data, visible)],
  );
  return rows
    .map(({ position, similarity }) => ({
      id: data.documents[Number(position)] ?? '',
      similarity: Number(similarity),
    }))
    .filter(({ similarity }) => similarity > LEAST_SIMILARITY);
}

function seenWhole(
  { documents, partDocument, partName, partNames }: IndexData,
  visible: Visibility | undefined,
) {
  const views = documents.map((id) => visible?.(id) ?? true);
  const hidden = new Set([...views.keys()].filter((position) => views[position] === false));
  partDocument.forEach((document, part) => {
    const view = views[document];
    if (typeof view === 'function' && !view(partNames[partName[part] ?? 0] ?? '')) hidden.add(document);
  });
  return [...views.keys()].filter((position) => !hidden.has(position));
}

/** Ids by reciprocal rank in both lists; what was laid out first comes first among equals. */
function fuse(
  rankings: readonly (readonly { id: string }[])[],
  positions: ReadonlyMap<string, number>,
): string[] {
  const fused = new Map<string, number>();
  for (const ranking of rankings) {
    for (const [rank, { id }] of ranking.entries())
      fused.set(id, (fused.get(id) ?? 0) + 1 / (RRF_K + rank + 1));
  }
  const positionOf = (id: string) => positions.get(id) ?? 0;
  return [...fused].sort(([a, x], [b, y]) => y - x || positionOf(a) - positionOf(b)).map(([id]) => id);
}
