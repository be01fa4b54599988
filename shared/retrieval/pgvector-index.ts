import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type OpenIndex, openIndex } from './binary-search-index.ts';
import { type IndexData, indexDocuments } from './index-data.ts';
import { decodeIndex, encodeIndex } from './index-file.ts';
import { type SqlClient, vectorText } from './pgvector-client.ts';
import type {
  SearchDocument,
  SearchHit,
  SearchIndex,
  SearchQuery,
  SearchResult,
  Visibility,
} from './search-index.ts';

const readSql = (name: string) => readFileSync(new URL(`./${name}.sql`, import.meta.url), 'utf8');
const SETUP = readSql('pgvector-setup');
const VECTORS = readSql('pgvector-vectors');

const vectorTable = (dimensions: number) => `inquery_search_vectors_${dimensions}`;

/** pgvector's HNSW takes vectors up to this length. */
const LONGEST_VECTOR = 2_000;
/** Ranks beyond add nothing to a fused score that counts; HNSW looks at as many. */
const NEAREST = 200;
/** Constant of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009). */
const RRF_K = 60;
/** Below it vectors of texts that have nothing in common lie by chance. */
const LEAST_SIMILARITY = 0.05;
/** Any number of ours: whoever sets up waits for whoever does. */
const SETUP_LOCK = 7_021_443;

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
export function createPgvectorIndex(client: SqlClient): SearchIndex {
  const kept = new Map<string, Words>();
  let isReady = false;
  const prepare = async () => {
    const { rows } = await client.query("SELECT to_regclass('inquery_search_index') IS NOT NULL AS there");
    // Filtered searches go on until they have found enough.
    await client.query(`SET hnsw.iterative_scan = 'strict_order'; SET hnsw.ef_search = ${NEAREST}`);
    isReady = rows[0]?.there === true;
  };
  const load = async (name: string): Promise<Words | undefined> => {
    const text = 'SELECT revision FROM inquery_search_index WHERE name = $1';
    const [found] = (await client.query(text, [name])).rows;
    const known = kept.get(name);
    if (!found || known?.revision === found.revision) return found && known;
    const words = await readWords(client, name);
    if (words) kept.set(name, words);
    return words;
  };
  return {
    build: (name, documents) => build(client, name, documents),
    search: async (name, query) => {
      if (!isReady) await prepare();
      const words = isReady ? await load(name) : undefined;
      return words && search(client, name, words, query);
    },
  };
}

async function build(client: SqlClient, name: string, documents: readonly SearchDocument[]): Promise<void> {
  const data = indexDocuments(documents);
  const { dimensions } = data;
  if (dimensions > LONGEST_VECTOR) throw new Error(`Vectors may have ${LONGEST_VECTOR} numbers at most.`);
  const words = encodeIndex({ ...data, dimensions: 0, vectors: new Float32Array() });
  await client.query('BEGIN');
  try {
    await client.query(`SELECT pg_advisory_xact_lock(${SETUP_LOCK})`);
    await client.query(SETUP);
    if (dimensions > 0) await client.query(VECTORS.replaceAll('{{dimensions}}', String(dimensions)));
    await removeVectors(client, name);
    await client.query(
      `INSERT INTO inquery_search_index (name, revision, dimensions, words) VALUES ($1, $2, $3, $4)
       ON CONFLICT (name) DO UPDATE SET revision = $2, dimensions = $3, words = $4`,
      [name, randomUUID(), dimensions, Buffer.from(words)],
    );
    await insertVectors(client, name, dimensions, documents);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** Those the index had before, which may have been of another length. */
async function removeVectors(client: SqlClient, name: string): Promise<void> {
  const { rows } = await client.query('SELECT dimensions FROM inquery_search_index WHERE name = $1', [name]);
  const dimensions = Number(rows[0]?.dimensions ?? 0);
  if (dimensions > 0) await client.query(`DELETE FROM ${vectorTable(dimensions)} WHERE name = $1`, [name]);
}

async function insertVectors(
  client: SqlClient,
  name: string,
  dimensions: number,
  documents: readonly SearchDocument[],
): Promise<void> {
  const rows = documents.flatMap(({ vector }, position) => (vector ? [{ position, vector }] : []));
  if (rows.length === 0) return;
  await client.query(
    `INSERT INTO ${vectorTable(dimensions)} (name, position, embedding)
     SELECT $1, position, embedding::vector FROM unnest($2::int[], $3::text[]) AS given (position, embedding)`,
    [name, rows.map(({ position }) => position), rows.map(({ vector }) => vectorText(vector))],
  );
}

async function readWords(client: SqlClient, name: string): Promise<Words | undefined> {
  const text = 'SELECT revision, dimensions, words FROM inquery_search_index WHERE name = $1';
  const [found] = (await client.query(text, [name])).rows;
  const data = found && Buffer.isBuffer(found.words) ? decodeIndex(found.words) : undefined;
  if (!found || !data) return undefined;
  const index = openIndex(data);
  return { revision: String(found.revision), dimensions: Number(found.dimensions), data, index };
}

async function search(
  client: SqlClient,
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
  const near = isComparable ? await nearest(client, name, vector, data, visible) : [];
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
  name: string,
  vector: Float32Array,
  data: IndexData,
  visible: Visibility | undefined,
): Promise<{ id: string; similarity: number }[]> {
  const { rows } = await client.query(
    `SELECT position, 1 - (embedding <=> $2::vector) AS similarity FROM ${vectorTable(vector.length)}
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
