import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  type CatalogStore,
  catalogKey,
  catalogPointerKey,
  createCatalogStore,
} from '../../../../shared/catalog/catalog-store.ts';
import { catalogOf, keyOf, tableOf } from '../../../support/catalogs.ts';
import { createMemoryObjectStore, type MemoryObjectStore } from '../../../support/memory-object-store.ts';

describe('createCatalogStore', () => {
  const catalog = catalogOf([tableOf('orders', ['id'])]);
  let objects: MemoryObjectStore;
  let clock: number;
  let store: CatalogStore;

  beforeEach(() => {
    objects = createMemoryObjectStore();
    clock = 0;
    store = createCatalogStore(objects, () => clock);
  });

  const elsewhere = () => createCatalogStore(objects);

  it('gives to all what one of them saved', async () => {
    await elsewhere().save(catalog);

    expect(await store.load('shop')).toEqual(catalog);
  });

  it('has none before one was built, and finds it as soon as it is', async () => {
    expect(await store.load('shop')).toBeUndefined();
    await elsewhere().save(catalog);

    expect(await store.load('shop')).toEqual(catalog);
  });

  it('reads every few seconds', async () => {
    await elsewhere().save(catalog);
    await store.load('shop');
    await elsewhere().save({ ...catalog, version: 'v2' });

    clock = 4_999;
    expect((await store.load('shop'))?.version).toBe('v1');
    clock = 5_000;
    expect((await store.load('shop'))?.version).toBe('v2');
    expect(objects.reads).toHaveLength(4);
  });

  it('reads no more than which version is in use while that stays the same', async () => {
    await elsewhere().save(catalog);
    const first = await store.load('shop');
    clock = 5_000;

    expect(await store.load('shop')).toBe(first);
    expect(objects.reads.slice(2)).toEqual([catalogPointerKey('shop')]);
  });

  it('keeps earlier versions beside the one in use', async () => {
    await store.save(catalog);
    await store.save({ ...catalog, version: 'v2' });

    expect(objects.objects.has(catalogKey('shop', 'v1'))).toBe(true);
  });

  it('keeps what is likely apart from what is known', async () => {
    const { origin: _, ...join } = keyOf('orders(id)', 'customers(id)');
    expect(await store.candidates('shop')).toEqual([]);

    await store.saveCandidates('shop', [{ ...join, score: 0.5, evidence: 'names' }]);

    expect(await store.candidates('shop')).toEqual([{ ...join, score: 0.5, evidence: 'names' }]);
  });

  it('uses at once what it saved itself', async () => {
    await store.save(catalog);
    await store.save({ ...catalog, version: 'v2' });

    expect((await store.load('shop'))?.version).toBe('v2');
  });

  it('keeps the catalogues of sources apart', async () => {
    await store.save(catalog);

    expect(await store.load('other')).toBeUndefined();
  });

  it('refuses what is no catalogue', async () => {
    await store.save(catalog);
    clock = 5_000;
    await objects.put(catalogPointerKey('shop'), '{"version": "v2"}', 'application/json');
    await objects.put(catalogKey('shop', 'v2'), '{"tables": 1}', 'application/json');

    await expect(store.load('shop')).rejects.toThrow('tables');
  });
});
