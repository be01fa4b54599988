import type { VerifiedQuery } from '../../shared/contracts/verified-query.ts';
import { type Clock, isoNow } from '../../shared/http/clock.ts';
import {
  createVerifiedQueries,
  type VerifiedQueries,
} from '../../shared/retrieval/verified/verified-queries.ts';
import type { VerifiedQueryStore } from '../../shared/retrieval/verified/verified-query-store.ts';

/** Verified queries over a map; nothing puts them to the guard. */
export function createFakeVerifiedQueries(clock: Clock, kept: Map<string, VerifiedQuery>): VerifiedQueries {
  const unused = () => Promise.reject(new Error('No HTTP call does this.'));
  const store: VerifiedQueryStore = {
    submit: async (query) => {
      kept.set(query.id, query);
      return query;
    },
    propose: async (query) => {
      if (!kept.has(query.id)) kept.set(query.id, query);
    },
    find: async (source, id) =>
      [...kept.values()].find((query) => query.source === source && query.id === id),
    list: async (source, { limit, cursor }) => {
      const items = [...kept.values()]
        .filter((query) => query.source === source && (cursor === undefined || query.id > cursor))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      const page = items.slice(0, limit);
      const last = items.length > limit ? page.at(-1) : undefined;
      return { items: page, ...(last && { cursor: last.id }) };
    },
    remove: async (_source, id) => kept.delete(id),
    ...{ all: unused, activate: unused, reject: unused, mark: unused, merge: unused },
    ...{ head: unused, indexed: unused },
  };
  return createVerifiedQueries({ store, verify: async () => undefined, now: () => isoNow(clock) });
}
