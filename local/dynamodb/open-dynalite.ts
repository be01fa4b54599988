import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import dynalite from 'dynalite';
import { makeDurable, type WritableLevel } from './durable-level.ts';

interface DynaliteStores {
  create(options: unknown): { readonly db: WritableLevel };
}

/**
 * dynalite in memory, its entries kept in a SQLite file. dynalite offers no store of one's own, so the one it
 * makes is caught on its way (the version is pinned).
 */
export async function openDynalite(path: string): Promise<{ server: Server; closeFile: () => void }> {
  // dynalite's own modules have no types.
  const stores = createRequire(import.meta.url)('dynalite/db/index.js') as DynaliteStores;
  const { create } = stores;
  let level: WritableLevel | undefined;
  stores.create = (options) => {
    const store = create(options);
    level = store.db;
    return store;
  };
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  stores.create = create;
  if (!level) throw new Error('dynalite made its store in another way: check its version');
  return { server, closeFile: await makeDurable(level, path) };
}
