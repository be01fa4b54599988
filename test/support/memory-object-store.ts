import type { ObjectStore } from '../../shared/platform/object-store.ts';

export interface MemoryObjectStore extends ObjectStore {
  /** Key → bytes, to look at or to take away. */
  readonly objects: Map<string, Buffer>;
  /** Keys in the order they were read. */
  readonly reads: string[];
}

/** An object store that lasts as long as the test. */
export function createMemoryObjectStore(): MemoryObjectStore {
  const objects = new Map<string, Buffer>();
  const reads: string[] = [];
  const read = (key: string) => {
    reads.push(key);
    return objects.get(key);
  };
  return {
    objects,
    reads,
    put: async (key, body) => {
      objects.set(key, Buffer.from(body));
    },
    getText: async (key) => read(key)?.toString('utf8'),
    getBytes: async (key) => read(key),
    getRange: async (key, start, end) => read(key)?.subarray(start, end).toString('utf8'),
  };
}
