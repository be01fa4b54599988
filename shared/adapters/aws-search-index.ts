import type { SearchConfiguration } from '../contracts/pgvector-configuration.ts';
import type { ObjectStore } from '../platform/object-store.ts';
import { createBinarySearchIndex } from '../retrieval/binary-search-index.ts';
import type { SqlDatabase } from '../retrieval/pgvector-client.ts';
import { createPgvectorIndex } from '../retrieval/pgvector-index.ts';
import type { SearchIndex } from '../retrieval/search-index.ts';
import type { PgvectorFor } from './aws-pgvector.ts';

/** The index that a source's configuration chooses. A server is opened when it is used, and fails then. */
export type SearchIndexFor = (search: SearchConfiguration) => SearchIndex;

/** Indexes keep what they have read, so each place has one, anew for each database that is opened. */
export function newSearchIndexes(objects: ObjectStore, pgvectorFor: PgvectorFor): SearchIndexFor {
  const file = createBinarySearchIndex(objects);
  const kept = new WeakMap<SqlDatabase, Map<string, SearchIndex>>();
  const open = async (server: PgvectorSearch) => {
    const database = await pgvectorFor(server);
    const places = kept.get(database) ?? new Map<string, SearchIndex>();
    kept.set(database, places);
    const place = `${server.schema}.${server.table}`;
    const index = places.get(place) ?? createPgvectorIndex(database, server);
    places.set(place, index);
    return index;
  };
  return (search) =>
    search.kind === 'file'
      ? file
      : {
          build: async (name, documents) => (await open(search)).build(name, documents),
          search: async (name, query) => (await open(search)).search(name, query),
        };
}

type PgvectorSearch = Extract<SearchConfiguration, { kind: 'pgvector' }>;
