import { createRequire } from 'node:module';
import { type CallDynamoDb, callsOf } from './call-dynalite.ts';
import { EntryFile } from './entry-file.ts';
import { type EntryLevel, keepInFile } from './file-level.ts';

interface DynaliteStores {
  create(options: object): { readonly db: EntryLevel };
}

/** Milliseconds that a table stays in a transitional status. */
const AT_ONCE = { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 };

export interface OpenDynalite {
  readonly call: CallDynamoDb;
  closeFile(): void;
}

/** dynalite over entries in a SQLite file (dynalite's version is pinned: its store is an inner part). */
export function openDynalite(path: string): OpenDynalite {
  // dynalite's own modules have no types.
  const stores = createRequire(import.meta.url)('dynalite/db/index.js') as DynaliteStores;
  const store = stores.create(AT_ONCE);
  const file = new EntryFile(path);
  keepInFile(store.db, file);
  return { call: callsOf(store), closeFile: () => file.close() };
}
