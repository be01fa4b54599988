import type { ObjectStore } from '../../platform/object-store.ts';
import { decodeIndex, encodeIndex, type VerifiedIndex } from './verified-index.ts';
import type { VerifiedQueryStore } from './verified-query-store.ts';

/** How soon a warm function learns of a change. */
const TIME_TO_LIVE_MS = 5_000;

export interface VerifiedIndexStore {
  /** Undefined when a source has no verified queries, which costs one read of the table in five seconds. */
  load(source: string): Promise<VerifiedIndex | undefined>;
  /** The index as it lies there, whatever is kept. */
  read(source: string): Promise<VerifiedIndex | undefined>;
  write(source: string, index: VerifiedIndex): Promise<void>;
}

const indexKey = (source: string) => `verified/${source}/index.bin`;

interface Kept {
  readonly until: number;
  readonly revision: string | undefined;
  readonly index: VerifiedIndex | undefined;
}

export function createVerifiedIndexStore(
  objects: Pick<ObjectStore, 'getBytes' | 'put'>,
  queries: Pick<VerifiedQueryStore, 'head'>,
  now: () => number = Date.now,
): VerifiedIndexStore {
  const kept = new Map<string, Kept>();
  const read = async (source: string) => {
    const bytes = await objects.getBytes(indexKey(source));
    return bytes && decodeIndex(bytes);
  };
  return {
    load: async (source) => {
      const known = kept.get(source);
      if (known && now() < known.until) return known.index;
      const { revision, entries } = await queries.head(source);
      const isSame = known !== undefined && known.revision === revision;
      const index = entries === 0 ? undefined : isSame ? known.index : await read(source);
      kept.set(source, { until: now() + TIME_TO_LIVE_MS, revision, index });
      return index;
    },
    read,
    write: (source, index) => objects.put(indexKey(source), encodeIndex(index), 'application/octet-stream'),
  };
}
