import type { EntryLevel } from './file-level.ts';

/** Called with dynalite's error, or with what was found. */
type Callback = (error?: unknown, value?: unknown) => void;
/** Given back with what is to be called afterwards. */
type Release = (done?: Callback) => Callback;

/** The items of a table, or the entries of an index. */
export interface Entries {
  get(key: string, callback: Callback): void;
  put(key: string, value: unknown, callback: Callback): void;
  del(key: string, callback: Callback): void;
  /** Runs when nobody else holds the key; every action that writes an item does so under its key's lock. */
  lock(key: string, run: (release: Release) => void): void;
  createValueStream(range: object): AsyncIterable<unknown>;
}

/** What we use of dynalite's store; its version is pinned, for these are inner parts. */
export interface DynaliteStore {
  readonly db: EntryLevel;
  /** Tables by their names. */
  readonly tableDb: Pick<EntryLevel, 'createKeyStream'>;
  getTable(name: string, callback: Callback): void;
  getItemDb(table: string): Entries;
  getIndexDb(type: string, table: string, index: string): Entries;
  getTagDb(name: string): Entries;
}

/** Resolves, with what lets go, when nobody else holds the key; the place in its queue is taken at once. */
export function lockKey(entries: Entries, key: string): Promise<() => void> {
  return new Promise((resolve) => entries.lock(key, (release) => resolve(release())));
}
