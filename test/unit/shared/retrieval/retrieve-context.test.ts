import { describe, expect, it } from '@jest/globals';
import { retrieveContext } from '../../../../shared/retrieval/retrieve-context.ts';
import { tableText } from '../../../../shared/retrieval/table-document.ts';
import { createVectorStore } from '../../../../shared/retrieval/vector-store.ts';
import { catalogOf, keyOf, tableOf } from '../../../support/catalogs.ts';
import { createMemoryObjectStore } from '../../../support/memory-object-store.ts';
import { scriptedEmbedding } from '../../../support/scripted-model.ts';

const staff = tableOf('staff', ['id']);
const tables = [
  tableOf('orders', ['id', 'customer_id']),
  tableOf('customers', ['id', 'city_id']),
  tableOf('cities', ['id']),
  staff,
];
const relationships = [
  keyOf('orders(customer_id)', 'customers(id)'),
  keyOf('customers(city_id)', 'cities(id)'),
];
const newCatalog = () => catalogOf(tables, relationships);
const limits = { maxTables: 8, schemaTokens: 1_200 };
const QUESTION = 'Who works here?';
const meaning = scriptedEmbedding({ [tableText(staff)]: [1, 0], [QUESTION]: [1, 0] });

async function vectorsOf(catalog = newCatalog(), embedding = meaning) {
  const store = createVectorStore(createMemoryObjectStore());
  await store.save(catalog, embedding);
  return store.load(catalog, embedding.id);
}

describe('retrieveContext', () => {
  it('gives the tables asked for and those that lie between them', async () => {
    const context = await retrieveContext(newCatalog(), undefined, meaning, 'orders of each city', limits);

    expect([...(context?.tables ?? [])].sort()).toEqual(['shop.cities', 'shop.customers', 'shop.orders']);
    expect(context?.schema).toContain('CREATE TABLE shop.customers');
    expect(context?.schema).not.toContain('shop.staff');
  });

  it('shows the tables a metric is computed from first, whatever the question speaks of', async () => {
    const metric = {
      ...{ name: 'take', synonyms: [], definition: '' },
      ...{ sql: 'count(id)', tables: ['shop.staff'] },
    };

    const context = await retrieveContext(newCatalog(), undefined, meaning, 'take', limits, [metric]);

    expect(context?.tables).toEqual(['shop.staff']);
  });

  it('gives nothing when the source has nothing to do with the question', async () => {
    expect(await retrieveContext(newCatalog(), undefined, meaning, 'weather', limits)).toBeUndefined();
  });

  it('pays for no embedding where there are no vectors to compare with', async () => {
    const embedding = scriptedEmbedding({});

    const context = await retrieveContext(newCatalog(), undefined, embedding, 'orders', limits);

    expect(embedding.texts).toEqual([]);
    expect(context?.use).toBeUndefined();
  });

  it('finds by meaning, and says what that cost', async () => {
    const context = await retrieveContext(newCatalog(), await vectorsOf(), meaning, QUESTION, limits);

    expect(context?.tables).toEqual(['shop.staff']);
    expect(context?.use?.tokensIn).toBe(10);
  });

  it('goes by words alone when the vectors are of another model', async () => {
    const other = scriptedEmbedding({ [QUESTION]: [1, 0] }, 'other/2');

    expect(await retrieveContext(newCatalog(), await vectorsOf(), other, QUESTION, limits)).toBeUndefined();
  });

  it('takes new vectors of the same catalogue at once', async () => {
    const catalog = newCatalog();
    await retrieveContext(catalog, undefined, meaning, 'orders', limits);

    const context = await retrieveContext(catalog, await vectorsOf(catalog), meaning, QUESTION, limits);

    expect(context?.tables).toEqual(['shop.staff']);
  });

  it('gives no more tables than it may', async () => {
    const context = await retrieveContext(newCatalog(), undefined, meaning, 'orders customers cities staff', {
      ...limits,
      maxTables: 2,
    });

    expect(context?.tables).toHaveLength(2);
  });
});

describe('createVectorStore', () => {
  it('gives back the vectors in the order of the tables', async () => {
    const vectors = await vectorsOf();

    expect(vectors).toMatchObject({ model: 'scripted/2', dimensions: 2 });
    expect([...(vectors?.values ?? [])]).toEqual([0, 0, 0, 0, 0, 0, 1, 0]);
  });

  it('has none for tables worded otherwise, nor for another model', async () => {
    const store = createVectorStore(createMemoryObjectStore());
    await store.save(newCatalog(), meaning);

    expect(await store.load(catalogOf([staff], []), meaning.id)).toBeUndefined();
    expect(await store.load(newCatalog(), 'other/2')).toBeUndefined();
  });

  it('keeps its vectors when nothing but statistics changed', async () => {
    const store = createVectorStore(createMemoryObjectStore());
    await store.save(newCatalog(), meaning);

    expect(await store.load({ ...newCatalog(), version: 'v2' }, meaning.id)).toBeDefined();
  });

  it('reads a file once', async () => {
    const objects = createMemoryObjectStore();
    const store = createVectorStore(objects);
    await store.save(newCatalog(), meaning);

    await store.load(newCatalog(), meaning.id);
    await store.load(newCatalog(), meaning.id);

    expect(objects.reads).toHaveLength(1);
  });

  it('has none for a catalogue without tables', async () => {
    const store = createVectorStore(createMemoryObjectStore());
    const empty = catalogOf([]);
    await store.save(empty, meaning);

    expect(await store.load(empty, meaning.id)).toBeUndefined();
  });
});
