import { describe, expect, it } from '@jest/globals';
import { visibleCatalog } from '../../../../shared/authorisation/visible-catalog.ts';
import { type Catalog, tableId } from '../../../../shared/contracts/catalog.ts';
import { Policy } from '../../../../shared/contracts/policy.ts';
import type { EmbeddingModel } from '../../../../shared/model/language-model.ts';
import { InqueryError } from '../../../../shared/platform/inquery-error.ts';
import { createBinarySearchIndex } from '../../../../shared/retrieval/binary-search-index.ts';
import { retrieveContext } from '../../../../shared/retrieval/retrieve-context.ts';
import { tableText } from '../../../../shared/retrieval/table-document.ts';
import { buildTableIndex } from '../../../../shared/retrieval/table-index.ts';
import { catalogOf, keyOf, tableOf } from '../../../support/catalogs.ts';
import { createMemoryObjectStore } from '../../../support/memory-object-store.ts';
import { scriptedEmbedding } from '../../../support/scripted-model.ts';

const staff = tableOf('staff', ['id'], { schema: 'hr' });
const catalog = catalogOf(
  [
    tableOf('orders', ['id', 'customer_id']),
    tableOf('customers', ['id', 'city_id']),
    tableOf('cities', ['id', { name: 'mayor', values: ['Rossi'] }]),
    staff,
  ],
  [keyOf('orders(customer_id)', 'customers(id)'), keyOf('customers(city_id)', 'cities(id)')],
);
const limits = { maxTables: 8, schemaTokens: 1_200 };
const QUESTION = 'Wer arbeitet hier?';
const meaning = scriptedEmbedding({ [tableText(staff)]: [1, 0], [QUESTION]: [1, 0] });
const failing: EmbeddingModel = {
  id: meaning.id,
  embed: async () => {
    throw new InqueryError('ModelThrottled', 'Slow down.');
  },
};

async function retrievalOf(embedding: EmbeddingModel = meaning, built: Catalog = catalog) {
  const index = createBinarySearchIndex(createMemoryObjectStore());
  await buildTableIndex(index, built, embedding);
  return { index, embedding };
}

const visibleTo = (fields: object) =>
  visibleCatalog(catalog, Policy.parse({ name: 'p', roles: ['r'], ...fields }));

describe('retrieveContext', () => {
  it('gives the tables asked for and those that lie between them', async () => {
    const context = await retrieveContext(
      await retrievalOf(),
      catalog,
      catalog,
      'orders of each city',
      limits,
    );

    expect([...(context?.tables ?? [])].sort()).toEqual(['shop.cities', 'shop.customers', 'shop.orders']);
    expect(context?.schema).toContain('CREATE TABLE shop.customers');
    expect(context?.notes).toEqual([]);
  });

  it('shows the tables a metric is computed from first, whatever the question speaks of', async () => {
    const metric = {
      ...{ name: 'take', synonyms: [], definition: '' },
      ...{ sql: 'count(id)', tables: ['hr.staff'] },
    };

    const context = await retrieveContext(await retrievalOf(), catalog, catalog, 'take', limits, {
      metrics: [metric],
    });

    expect(context?.tables).toEqual(['hr.staff']);
  });

  it('gives nothing when the source has nothing to do with the question', async () => {
    expect(await retrieveContext(await retrievalOf(), catalog, catalog, 'weather', limits)).toBeUndefined();
  });

  it('finds by meaning, and says what that cost', async () => {
    const context = await retrieveContext(await retrievalOf(), catalog, catalog, QUESTION, limits);

    expect(context?.tables).toEqual(['hr.staff']);
    expect(context?.use?.tokensIn).toBe(10);
  });

  it('embeds what is asked as a query, and tables as documents', async () => {
    const embedded: unknown[] = [];
    const embedding: EmbeddingModel = {
      id: 'm',
      embed: (texts, as = 'document') => {
        embedded.push(as);
        return meaning.embed(texts);
      },
    };

    await retrieveContext(await retrievalOf(embedding), catalog, catalog, 'orders', limits);

    expect(embedded).toEqual(['document', 'query']);
  });

  it('goes on by words alone when the embedding model fails, and says so', async () => {
    const { index } = await retrievalOf();

    const context = await retrieveContext({ index, embedding: failing }, catalog, catalog, 'orders', limits);

    expect(context?.tables).toContain('shop.orders');
    expect(context?.notes).toEqual([
      'Tables were searched by words alone: the embedding model failed (ModelThrottled).',
    ]);
    expect(context?.use).toBeUndefined();
  });

  it('lets the state be tried again where it insists on an embedding model that may do better then', async () => {
    const retrieval = { ...(await retrievalOf()), embedding: failing, insists: true };
    const broken: EmbeddingModel = { id: meaning.id, embed: () => Promise.reject(new Error('Broken.')) };

    const trying = retrieveContext(retrieval, catalog, catalog, 'orders', limits);

    await expect(trying).rejects.toMatchObject({ name: 'ModelThrottled' });
    const context = await retrieveContext(
      { ...retrieval, embedding: broken },
      catalog,
      catalog,
      'orders',
      limits,
    );
    expect(context?.notes).toHaveLength(1);
  });

  it('goes on by words alone when the index cannot be read, and says so', async () => {
    const unreachable = () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7:5432'));
    const index = { build: unreachable, search: unreachable };

    const context = await retrieveContext({ index, embedding: meaning }, catalog, catalog, 'orders', limits);

    expect(context?.tables).toContain('shop.orders');
    expect(context?.notes).toEqual([
      'Tables were searched by words alone: the index of this catalogue could not be read (Error).',
    ]);
  });

  it('goes on by words alone when the index is missing, and says so', async () => {
    const retrieval = { ...(await retrievalOf()), embedding: scriptedEmbedding({}, 'other/2') };

    const context = await retrieveContext(retrieval, catalog, catalog, 'orders', limits);

    expect(context?.tables).toContain('shop.orders');
    expect(context?.notes).toEqual([
      'Tables were searched by words alone: the index of this catalogue is missing.',
    ]);
  });

  it('gives no more tables than it may', async () => {
    const context = await retrieveContext(
      await retrievalOf(),
      catalog,
      catalog,
      'orders customers cities staff',
      { ...limits, maxTables: 2 },
    );

    expect(context?.tables).toHaveLength(2);
  });

  it.each([
    ['a table', { tables: { deny: ['shop.cities'] } }],
    ['a column', { columns: { 'shop.cities': { deny: ['mayor'] } } }],
    [
      'rows',
      {
        tables: { allow: catalog.tables.map(tableId) },
        rowFilters: [{ table: 'shop.cities', column: 'id', attribute: 'city' }],
      },
    ],
  ])('shows one from whom %s is hidden what he would see if it were not there', async (_, fields) => {
    const visible = visibleTo(fields);
    const question = 'Orders of the city with mayor Rossi';

    const shown = await retrieveContext(await retrievalOf(), catalog, visible, question, limits);

    const alone = await retrieveContext(
      await retrievalOf(meaning, visible),
      visible,
      visible,
      question,
      limits,
    );
    expect(shown).toEqual(alone);
  });
});

describe('buildTableIndex', () => {
  it('builds none when the embedding model fails, and gives back why', async () => {
    const index = createBinarySearchIndex(createMemoryObjectStore());

    const { failed, failure } = await buildTableIndex(index, catalog, failing, async () => undefined);

    const context = await retrieveContext({ index, embedding: meaning }, catalog, catalog, 'orders', limits);
    expect(failed).toBe('the embedding model');
    expect(failure).toMatchObject({ name: 'ModelThrottled' });
    expect(context?.notes).toHaveLength(1);
  });

  it('pays for the vectors of a catalogue once', async () => {
    const embedding = scriptedEmbedding({});
    const { index } = await retrievalOf(embedding);

    await buildTableIndex(index, catalog, embedding);

    expect(embedding.texts).toHaveLength(catalog.tables.length);
  });
});
