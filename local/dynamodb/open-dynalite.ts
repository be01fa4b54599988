import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import dynalite from 'dynalite';
import { type CallDynamoDb, callsOf } from './call-dynalite.ts';
import { makeDurable, type WritableLevel } from './durable-level.ts';

interface DynaliteStore {
  readonly db: WritableLevel;
}

interface DynaliteStores {
  create(options: unknown): DynaliteStore;
}

export interface OpenDynalite {
  readonly server: Server;
  readonly call: CallDynamoDb;
  closeFile(): void;
}

/**
 * dynalite in memory, its entries kept in a SQLite file. dynalite offers no store of one's own, so the one it
 * makes is caught on its way (the version is pinned).
 */
export async function openDynalite(path: string): Promise<OpenDynalite> {
  // dynalite's own modules have no types.
  const stores = createRequire(import.meta.url)('dynalite/db/index.js') as DynaliteStores;
  const { create } = stores;
  let opened: DynaliteStore | undefined;
  stores.create = (options) => {
    opened = create(options);
    return opened;
  };
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  stores.create = create;
  if (!opened) throw new Error('dynalite made its store in another way: check its version');
  return { server, call: callsOf(opened), closeFile: await makeDurable(opened.db, path) };
}
