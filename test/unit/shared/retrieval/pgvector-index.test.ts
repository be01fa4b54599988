import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { visibleCatalog } from '../../../../shared/authorisation/visible-catalog.ts';
import { Policy } from '../../../../shared/contracts/policy.ts';
import type { EmbeddingModel } from '../../../../shared/model/language-model.ts';
import { createBinarySearchIndex } from '../../../../shared/retrieval/binary-search-index.ts';
import { createPgvectorIndex } from '../../../../shared/retrieval/pgvector-index.ts';
import { retrieveContext } from '../../../../shared/retrieval/retrieve-context.ts';
import type { SearchDocument, SearchIndex } from '../../../../shared/retrieval/search-index.ts';
import { subwordVector } from '../../../../shared/retrieval/subword-vector.ts';
import { buildTableIndex } from '../../../../shared/retrieval/table-index.ts';
import { catalogOf, keyOf, tableOf } from '../../../support/catalogs.ts';
import { describeSearchIndex } from '../../../support/describe-search-index.ts';
import { createMemoryObjectStore } from '../../../support/memory-object-store.ts';
import { type PgvectorServer, startPgvector } from '../../../support/pgvector-server.ts';

const PLACE = { schema: 'public', table: 'inquery_search' };

let server: PgvectorServer;

beforeAll(async () => {
  server = await startPgvector();
});

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

/** More tables than are looked up by their vectors, none like another. */
const TOWNS = ['ka', 'mo', 'ri', 'tes', 'vul', 'bon', 'fi', 'gar', 'lem', 'nop', 'sud'].flatMap(
  (first, _, all) => all.map((last) => `${first}${last}`),
);
const SHOPS = catalogOf(
  TOWNS.flatMap((town) => [
    tableOf(`${town}_customers`, ['id', 'name', 'city']),
    tableOf(`${town}_orders`, ['id', 'customer_id', 'shipped']),
  ]),
  TOWNS.map((town) => keyOf(`${town}_orders(customer_id)`, `${town}_customers(id)`)),
);
const HIDING = Policy.parse({
  name: 'p',
  roles: ['r'],
  columns: { 'shop.lemnop_customers': { deny: ['city'] } },
});
const LIMITS = { maxTables: 8, schemaTokens: 1_200 };
const SUBWORDS: EmbeddingModel = {
  id: 'subwords/64',
  embed: async (texts) => ({
    vectors: texts.map((text) => subwordVector(text, 64)),
    use: { model: 'subwords', tokensIn: 0, tokensOut: 0, tokensCached: 0, costUsd: 0 },
  }),
};

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

  it('keeps the last three of a folder, and what lies in others', async () => {
    const index = await emptyIndex();
    const names = [
      'other/1',
      'shop/tables/1',
      'shop/tables/2',
      'shop/tables/1',
      'shop/tables/3',
      'shop/tables/4',
    ];
    for (const name of names) await index.build(name, MANY.slice(0, 2));

    const found = await Promise.all(
      [...new Set(names)].map(async (name) => [name, (await index.search(name, QUERY)) !== undefined]),
    );

    const { rows } = await server.client.query('SELECT count(*)::int AS left FROM inquery_search_vectors_2');
    expect(Object.fromEntries(found)).toEqual({
      ...{ 'other/1': true, 'shop/tables/1': true, 'shop/tables/2': false },
      ...{ 'shop/tables/3': true, 'shop/tables/4': true },
    });
    expect(rows).toEqual([{ left: 8 }]);
  });

  it('lies where it is told to, beside others', async () => {
    await server.client.query('DROP SCHEMA IF EXISTS "Order" CASCADE; CREATE SCHEMA "Order"');
    const place = { schema: 'Order', table: 'select' };
    const [index, other] = [createPgvectorIndex(server.database, place), await emptyIndex()];

    await index.build('shop', MANY.slice(0, 3));

    const { rows } = await server.client.query(
      `SELECT tablename FROM pg_tables WHERE schemaname = 'Order' ORDER BY tablename`,
    );
    expect(rows.map(({ tablename }) => tablename)).toEqual(['select_index', 'select_vectors_2']);
    expect(await other.search('shop', QUERY)).toBeUndefined();
    expect((await index.search('shop', { ...QUERY, text: 'thing' }))?.hits).toHaveLength(3);
  });

  it('is built by a login that may only write into its tables', async () => {
    const index = await emptyIndex();
    await index.build('shop', MANY.slice(0, 3));
    await server.client.query(`
      DROP ROLE IF EXISTS builder; CREATE ROLE builder;
      GRANT SELECT, INSERT, UPDATE, DELETE ON inquery_search_index, inquery_search_vectors_2 TO builder;
      SET ROLE builder`);

    await index.build('shop', MANY.slice(3, 6)).finally(() => server.client.query('RESET ROLE'));

    const ids = (await index.search('shop', { ...QUERY, text: 'thing' }))?.hits.map(({ id }) => id);
    expect(ids?.toSorted()).toEqual(['d3', 'd4', 'd5']);
  });

  it('links as the binary file does', async () => {
    const [byPgvector, byFile] = [await emptyIndex(), createBinarySearchIndex(createMemoryObjectStore())];
    for (const index of [byPgvector, byFile]) await buildTableIndex(index, SHOPS, SUBWORDS);
    const visible = visibleCatalog(SHOPS, HIDING);

    for (const [question, seen] of [
      ['Which customers of moris placed an order?', SHOPS],
      ['In which city are the customers of lemnop?', visible],
      ['teslem', SHOPS],
    ] as const) {
      const linked = (index: SearchIndex) =>
        retrieveContext({ index, embedding: SUBWORDS }, SHOPS, seen, question, LIMITS);
      expect(await linked(byPgvector)).toEqual(await linked(byFile));
    }
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
