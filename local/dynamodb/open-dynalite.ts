import { createRequire } from 'node:module';
import { type CallDynamoDb, callsOf } from './call-dynalite.ts';
import { makeDurable } from './durable-level.ts';
import type { DynaliteStore } from './dynalite-store.ts';
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

/** dynalite's store in memory, its entries kept in a SQLite file (the version is pinned: it is its inner part). */
export async function openDynalite(path: string): Promise<OpenDynalite> {
  // dynalite's own modules have no types.
  const stores = createRequire(import.meta.url)('dynalite/db/index.js') as DynaliteStores;
  const store = stores.create(AT_ONCE);
  return { call: withTransactions(store), closeFile: await makeDurable(store.db, path) };
}

/** dynalite's actions, and the one that it has not. */
function withTransactions(store: DynaliteStore): CallDynamoDb {
  const call = callsOf(store);
  const tokens = new TransactionTokens(store);
  return (action, input) =>
    action === 'transactWriteItems' ? transactWriteItems(store, tokens, input) : call(action, input);
}
