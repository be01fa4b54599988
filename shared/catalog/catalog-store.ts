import { Catalog } from '../contracts/catalog.ts';
import type { ObjectStore } from '../platform/object-store.ts';

const TIME_TO_LIVE_MS = 60_000;

export interface CatalogStore {
  /** The catalogue in use, read at most once a minute; undefined when none was built yet. */
  load(source: string): Promise<Catalog | undefined>;
  /** Replaces the catalogue in use; one that is not written whole never becomes the one in use. */
  save(catalog: Catalog): Promise<void>;
}

export const catalogKey = (source: string) => `catalog/${source}/catalog.json`;

export function createCatalogStore(objects: ObjectStore, now: () => number = Date.now): CatalogStore {
  const kept = new Map<string, { catalog: Catalog; until: number }>();
  const keep = (catalog: Catalog) => kept.set(catalog.source, { catalog, until: now() + TIME_TO_LIVE_MS });
  return {
    load: async (source) => {
      const cached = kept.get(source);
      if (cached && now() < cached.until) return cached.catalog;
      const text = await objects.getText(catalogKey(source));
      if (text === undefined) return undefined;
      const catalog = Catalog.parse(JSON.parse(text));
      keep(catalog);
      return catalog;
    },
    save: async (catalog) => {
      await objects.put(catalogKey(catalog.source), JSON.stringify(catalog), 'application/json');
      keep(catalog);
    },
  };
}
