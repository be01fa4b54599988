import type { DynaliteStore, Entries } from './dynalite-store.ts';
import type { Change } from './entry-file.ts';

/**
 * A store that notes in `changes` what an action would write, under the keys that the whole store has for it. It is
 * for an action whose item is locked already; what is noted is not read.
 */
export function collectingStore(store: DynaliteStore, changes: Change[]): DynaliteStore {
  return {
    ...store,
    getItemDb: (table) => collecting(store.getItemDb(table), `item-${table}~`, changes),
    getIndexDb: (type, table, index) =>
      collecting(
        store.getIndexDb(type, table, index),
        `index-${type.toLowerCase()}~${table}~${index}~`,
        changes,
      ),
  };
}

function collecting(entries: Entries, prefix: string, changes: Change[]): Entries {
  return {
    get: entries.get,
    put: (key, value, callback) => {
      changes.push({ type: 'put', key: prefix + key, value });
      callback(null);
    },
    del: (key, callback) => {
      changes.push({ type: 'del', key: prefix + key });
      callback(null);
    },
    lock: (_key, run) => run((done) => done ?? (() => undefined)),
    createValueStream: entries.createValueStream,
  };
}
