import { createRequire } from 'node:module';
import { type CallDynamoDb, callsOf } from './call-dynalite.ts';
import { type EntryLevel, makeDurable } from './durable-level.ts';

interface DynaliteStores {
  create(options: object): { readonly db: EntryLevel };
}

/** Milliseconds that a table stays in a transitional status. */
const AT_ONCE = { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 };

export interface OpenDynalite {
  readonly call: CallDynamoDb;
  closeFile(): void;
}

/** dynalite's store in memory, its entries kept in a SQLite file (the version is pinned: it is its inner part). */
export async function openDynalite(path: string): Promise<OpenDynalite> {
  // dynalite's own modules have no types.
  const stores = createRequire(import.meta.url)('dynalite/db/index.js') as DynaliteStores;
  const store = stores.create(AT_ONCE);
  return { call: callsOf(store), closeFile: await makeDurable(store.db, path) };
}
