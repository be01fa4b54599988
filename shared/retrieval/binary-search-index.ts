import type { ObjectStore } from '../platform/object-store.ts';
import { type IndexData, indexDocuments } from './index-data.ts';
import { decodeIndex, encodeIndex } from './index-file.ts';
import { type Seen, searchData, see } from './search-data.ts';
import type { SearchIndex, SearchQuery, SearchResult, Visibility } from './search-index.ts';
import { createVocabulary } from './word-likeness.ts';

/** Indexes kept in memory at once: those of the sources asked last. */
const MOST_KEPT = 8;

/** An index in memory, ready to be searched. */
export interface OpenIndex {
  search(query: SearchQuery): SearchResult;
}

export function openIndex(data: IndexData): OpenIndex {
  const vocabulary = createVocabulary(data.words);
  const all = see(data, undefined);
  const kept = new WeakMap<Visibility, Seen>();
  const seenBy = (visible: Visibility) => {
    const seen = kept.get(visible) ?? see(data, visible);
    kept.set(visible, seen);
    return seen;
  };
  return {
    search: (query) => searchData(data, vocabulary, query.visible ? seenBy(query.visible) : all, query),
  };
}

/**
 * Indexes as binary files, one a name, read once and kept. A name stands for what was built under it first: whoever
 * changes documents takes a new name, so that no warm function searches what another has replaced.
 */
export function createBinarySearchIndex(objects: ObjectStore): SearchIndex {
  const kept = new Map<string, OpenIndex>();
  const keep = (name: string, index: OpenIndex) => {
    kept.delete(name);
    kept.set(name, index);
    for (const oldest of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(oldest);
    return index;
  };
  const load = async (name: string) => {
    const known = kept.get(name);
    if (known) return known;
    const bytes = await objects.getBytes(keyOf(name));
    const data = bytes && decodeIndex(bytes);
    return data && keep(name, openIndex(data));
  };
  return {
    build: async (name, documents) => {
      const data = indexDocuments(documents);
      await objects.put(keyOf(name), encodeIndex(data), 'application/octet-stream');
      keep(name, openIndex(data));
    },
    search: async (name, query) => (await load(name))?.search(query),
  };
}

const keyOf = (name: string) => `${name}.index`;
