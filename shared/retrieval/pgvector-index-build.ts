import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { indexDocuments } from './index-data.ts';
import { encodeIndex } from './index-file.ts';
import { type SqlClient, type SqlDatabase, vectorText } from './pgvector-client.ts';
import type { PgvectorTables } from './pgvector-tables.ts';
import type { SearchDocument } from './search-index.ts';

const readSql = (name: string) => readFileSync(new URL(`./${name}.sql`, import.meta.url), 'utf8');
const SETUP = readSql('pgvector-setup');
const VECTORS = readSql('pgvector-vectors');

/** pgvector's HNSW takes vectors up to this length. */
const LONGEST_VECTOR = 2_000;
/** Any number of ours: whoever builds waits for whoever does. */
const BUILD_LOCK = 7_021_443;
/** The one in use while the next is built, and one more for whoever still reads it. */
const KEPT = 3;

/**
 * Replaces the index of this name in one transaction. Of the names in one folder ("a/b/1", "a/b/2") those built
 * before the last three go with it.
 */
export async function buildPgvectorIndex(
  database: SqlDatabase,
  tables: PgvectorTables,
  name: string,
  documents: readonly SearchDocument[],
): Promise<void> {
  const data = indexDocuments(documents);
  const { dimensions } = data;
  if (dimensions > LONGEST_VECTOR) throw new Error(`Vectors may have ${LONGEST_VECTOR} numbers at most.`);
  const words = encodeIndex({ ...data, dimensions: 0, vectors: new Float32Array() });
  await database.transaction('BEGIN', async (client) => {
    await client.query(`SELECT pg_advisory_xact_lock(${BUILD_LOCK})`);
    await setUp(client, tables, dimensions);
    const gone = await outdated(client, tables, name);
    for (const before of [name, ...gone]) await removeVectors(client, tables, before);
    await client.query(`DELETE FROM ${tables.index} WHERE name = ANY ($1)`, [gone]);
    await client.query(
      `INSERT INTO ${tables.index} (name, revision, built_at, dimensions, words)
       VALUES ($1, $2, clock_timestamp(), $3, $4)
       ON CONFLICT (name) DO UPDATE
       SET revision = excluded.revision, built_at = excluded.built_at, dimensions = excluded.dimensions, words = excluded.words`,
      [name, randomUUID(), dimensions, Buffer.from(words)],
    );
    await insertVectors(client, tables.vectors(dimensions), name, documents);
  });
}

/** Tables that are there are left as they are: a login that may only write into them builds too. */
async function setUp(client: SqlClient, tables: PgvectorTables, dimensions: number): Promise<void> {
  if (!(await isThere(client, tables.index))) {
    await client.query(SETUP.replaceAll('{{index}}', tables.index));
  }
  const vectors = tables.vectors(dimensions);
  if (dimensions === 0 || (await isThere(client, vectors))) return;
  const setup = VECTORS.replaceAll('{{vectors}}', vectors)
    .replaceAll('{{nearest}}', tables.nearest(dimensions))
    .replaceAll('{{dimensions}}', String(dimensions));
  await client.query(setup);
}

/** Whether there is a table of this name, as SQL has it. */
export async function isThere(client: SqlClient, table: string): Promise<boolean> {
  const { rows } = await client.query('SELECT to_regclass($1) IS NOT NULL AS there', [table]);
  return rows[0]?.there === true;
}

async function outdated(client: SqlClient, { index }: PgvectorTables, name: string): Promise<string[]> {
  const folder = name.slice(0, name.lastIndexOf('/') + 1);
  if (folder === '') return [];
  const { rows } = await client.query(
    `SELECT name FROM ${index} WHERE starts_with(name, $1) AND name <> $2 ORDER BY built_at DESC OFFSET ${KEPT - 1}`,
    [folder, name],
  );
  return rows.map((row) => String(row.name));
}

/** Those the index had before, which may have been of another length. */
async function removeVectors(client: SqlClient, tables: PgvectorTables, name: string): Promise<void> {
  const { rows } = await client.query(`SELECT dimensions FROM ${tables.index} WHERE name = $1`, [name]);
  const dimensions = Number(rows[0]?.dimensions ?? 0);
  if (dimensions > 0) await client.query(`DELETE FROM ${tables.vectors(dimensions)} WHERE name = $1`, [name]);
}

async function insertVectors(
  client: SqlClient,
  table: string,
  name: string,
  documents: readonly SearchDocument[],
): Promise<void> {
  const rows = documents.flatMap(({ vector }, position) => (vector ? [{ position, vector }] : []));
  if (rows.length === 0) return;
  await client.query(
    `INSERT INTO ${table} (name, position, embedding)
     SELECT $1, position, embedding::vector FROM unnest($2::int[], $3::text[]) AS given (position, embedding)`,
    [name, rows.map(({ position }) => position), rows.map(({ vector }) => vectorText(vector))],
  );
}
