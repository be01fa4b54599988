import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createBinarySearchIndex } from '../../../../shared/retrieval/binary-search-index.ts';
import { createPgvectorIndex } from '../../../../shared/retrieval/pgvector-index.ts';
import type { SearchDocument } from '../../../../shared/retrieval/search-index.ts';
import { describeSearchIndex } from '../../../support/describe-search-index.ts';
import { createMemoryObjectStore } from '../../../support/memory-object-store.ts';
import { type PgvectorServer, startPgvector } from '../../../support/pgvector-server.ts';

const PLACE = { schema: 'public', table: 'inquery_search' };

let server: PgvectorServer;

beforeAll(async () => {
  server = await startPgvector();
}, 30_000);

afterAll(() => server?.stop());

async function emptyIndex() {
  const { rows } = await server.client.query(
    "SELECT tablename FROM pg_tables WHERE tablename LIKE 'inquery\\_search\\_%'",
  );
  for (const { tablename } of rows) await server.client.query(`DROP TABLE ${tablename}`);
  return createPgvectorIndex(server.database, PLACE);
}

describeSearchIndex('pgvector', emptyIndex);

/** Vectors spread over the circle, so that each has a nearest one. */
const MANY = Array.from({ length: 500 }, (_, at): SearchDocument => {
  const angle = (at / 500) * Math.PI;
  return {
    id: `d${at}`,
    parts: [{ name: 'name', text: `thing ${at % 7 === 0 ? 'lucky' : 'plain'}`, weight: 1 }],
    vector: Float32Array.of(Math.cos(angle), Math.sin(angle)),
  };
});
/** Between two of them, and nearer to one. */
const QUERY = { text: '?', vector: Float32Array.of(0.001, 1), limit: 20 };

describe('createPgvectorIndex', () => {
  it('looks the nearest up in an HNSW index', async () => {
    const index = await emptyIndex();
    await index.build('many', MANY);
    await server.client.query('ANALYZE; SET enable_seqscan = off; SET enable_bitmapscan = off');

    const { rows } = await server.client.query(
      "EXPLAIN SELECT position FROM inquery_search_vectors_2 ORDER BY embedding <=> '[0,1]'::vector LIMIT 5",
    );
    await server.client.query('RESET enable_seqscan; RESET enable_bitmapscan');

    expect(JSON.stringify(rows)).toContain('inquery_search_vectors_2_nearest');
  });

  it('finds the same as the binary file, in the same order', async () => {
    const pgvector = await emptyIndex();
    const binary = createBinarySearchIndex(createMemoryObjectStore());
    for (const index of [pgvector, binary]) await index.build('many', MANY);
    const visible = (id: string) => Number(id.slice(1)) % 3 !== 0;

    for (const query of [QUERY, { ...QUERY, text: 'lucky things' }, { ...QUERY, visible }]) {
      const [one, other] = [await pgvector.search('many', query), await binary.search('many', query)];

      expect(one?.hits.slice(0, 10).map(({ id }) => id)).toEqual(
        other?.hits.slice(0, 10).map(({ id }) => id),
      );
    }
  });

  it('finds what another process has built since', async () => {
    const index = await emptyIndex();
    await index.build('many', MANY.slice(0, 3));
    await index.search('many', QUERY);

    await createPgvectorIndex(server.database, PLACE).build('many', MANY.slice(249, 251));

    expect((await index.search('many', QUERY))?.hits.map(({ id }) => id)).toEqual(['d250', 'd249']);
  });

  it('takes vectors of another length when it is built anew', async () => {
    const index = await emptyIndex();
    await index.build('one', MANY.slice(0, 3));

    await index.build('one', [{ id: 'deep', parts: [], vector: Float32Array.of(0, 0, 1) }]);

    const { rows } = await server.client.query('SELECT count(*)::int AS left FROM inquery_search_vectors_2');
    const found = await index.search('one', { ...QUERY, vector: Float32Array.of(0, 0, 1) });
    expect(found?.hits.map(({ id }) => id)).toEqual(['deep']);
    expect(rows).toEqual([{ left: 0 }]);
  });

  it('leaves the last index in place when a new one cannot be built', async () => {
    const index = await emptyIndex();
    await index.build('one', MANY.slice(0, 1));
    const broken = { id: 'broken', parts: [], vector: Float32Array.of(Number.NaN, 0) };

    const building = index.build('one', [broken]);

    await expect(building).rejects.toThrow(/NaN/);
    expect((await index.search('one', { ...QUERY, text: 'thing' }))?.hits).toHaveLength(1);
  });
});
