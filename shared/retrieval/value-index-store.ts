import type { Catalog } from '../contracts/catalog.ts';
import type { Logger } from '../platform/logger.ts';
import type { ObjectStore } from '../platform/object-store.ts';
import type { ValueIndex } from './value-index.ts';
import type { ValueIndexOwner } from './value-index-file.ts';
import { openValueIndex } from './value-index-open.ts';
import { ownerOf, type ValueAudience, valueIndexKey } from './value-index-owner.ts';

export interface ValueIndexStore {
  /** The index of one login; undefined when there is none that is its own, or it cannot be read. */
  load(catalog: Catalog, audience: ValueAudience): Promise<ValueIndex | undefined>;
}

interface Kept {
  readonly builtAt: string;
  readonly index: ValueIndex | undefined;
  readonly bytes: number;
  readonly until: number;
}

/** An index is built after its catalogue, and may be built again for the same one. */
const TIME_TO_LIVE_MS = 300_000;
const MISSING_TIME_TO_LIVE_MS = 30_000;
/** Of all logins' indexes that a function keeps; the one unused longest goes first. */
const MOST_BYTES_KEPT = 128_000_000;
/** What remembering counts that a login has no index. */
const ENTRY_BYTES = 1_000;

/** Indexes as binary files, one for each login of a source, kept between questions. */
export function createValueIndexStore(
  objects: ObjectStore,
  logger: Logger,
  now: () => number = Date.now,
): ValueIndexStore {
  const kept = new Map<string, Kept>();
  return {
    load: async (catalog, audience) => {
      const owner = ownerOf(catalog, audience);
      const id = JSON.stringify(owner);
      const known = kept.get(id);
      const isFresh = known !== undefined && now() < known.until && known.builtAt === catalog.builtAt;
      const entry = isFresh ? known : await read(catalog, audience, owner);
      // Put at the end: the first ones are those unused longest.
      kept.delete(id);
      kept.set(id, entry);
      forget(kept);
      return entry.index;
    },
  };

  async function read(
    { source, builtAt }: Catalog,
    { secretName }: ValueAudience,
    owner: ValueIndexOwner,
  ): Promise<Kept> {
    const missing = { builtAt, index: undefined, bytes: 0, until: now() + MISSING_TIME_TO_LIVE_MS };
    try {
      const bytes = await objects.getBytes(valueIndexKey(source, secretName));
      if (!bytes) return missing;
      const index = openValueIndex(bytes, owner);
      return { builtAt, index, bytes: bytes.length, until: now() + TIME_TO_LIVE_MS };
    } catch (error) {
      logger.warn('A value index cannot be used; questions go on with the values of the catalogue.', {
        source,
        error: String(error),
      });
      return missing;
    }
  }
}

function forget(kept: Map<string, Kept>): void {
  let bytes = [...kept.values()].reduce((sum, entry) => sum + entry.bytes + ENTRY_BYTES, 0);
  for (const [id, entry] of kept) {
    if (bytes <= MOST_BYTES_KEPT) return;
    kept.delete(id);
    bytes -= entry.bytes + ENTRY_BYTES;
  }
}
