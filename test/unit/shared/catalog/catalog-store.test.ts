import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  type CatalogStore,
  catalogKey,
  createCatalogStore,
} from '../../../../shared/catalog/catalog-store.ts';
import { catalogOf, tableOf } from '../../../support/catalogs.ts';
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

  it('reads once a minute', async () => {
    await elsewhere().save(catalog);
    await store.load('shop');
    await elsewhere().save({ ...catalog, version: 'v2' });

    clock = 59_999;
    expect((await store.load('shop'))?.version).toBe('v1');
    clock = 60_000;
    expect((await store.load('shop'))?.version).toBe('v2');
    expect(objects.reads).toHaveLength(2);
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
    await objects.put(catalogKey('shop'), '{"tables": 1}', 'application/json');

    await expect(store.load('shop')).rejects.toThrow('tables');
  });
});
