import { createRequire } from 'node:module';
import { type CallDynamoDb, callsOf } from './call-dynalite.ts';
import type { DynaliteStore } from './dynalite-store.ts';
import { EntryFile } from './entry-file.ts';
import { keepInFile, keysBelow } from './file-level.ts';
import { transactWriteItems } from './transact-write-items.ts';
import { TransactionTokens } from './transaction-tokens.ts';

interface DynaliteStores {
  create(options: object): DynaliteStore;
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
  store.tableDb.createKeyStream = () => keysBelow(file, 'table~');
  return { call: withTransactions(store), closeFile: () => file.close() };
}

/** dynalite's actions, and the one that it has not. */
function withTransactions(store: DynaliteStore): CallDynamoDb {
  const call = callsOf(store);
  const tokens = new TransactionTokens(store);
  return (action, input) =>
    action === 'transactWriteItems' ? transactWriteItems(store, tokens, input) : call(action, input);
}
