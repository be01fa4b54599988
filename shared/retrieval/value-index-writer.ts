import type { Catalog } from '../contracts/catalog.ts';
import type { ObjectStore } from '../platform/object-store.ts';
import { buildValueIndex, type ColumnValues } from './value-index-build.ts';
import { ownerOf, type ValueAudience, valueIndexKey } from './value-index-owner.ts';

export interface ValueIndexWriter {
  /** Replaces the index of one login at once: a reader sees the last one or this one. Returns its size in bytes. */
  save(catalog: Catalog, audience: ValueAudience, columns: readonly ColumnValues[]): Promise<number>;
}

/** Puts indexes where the store finds them; apart from it, so that who answers questions carries no builder. */
export function createValueIndexWriter(objects: ObjectStore): ValueIndexWriter {
  return {
    save: async (catalog, audience, columns) => {
      const bytes = buildValueIndex({ ...ownerOf(catalog, audience), catalog: catalog.version }, columns);
      await objects.put(
        valueIndexKey(catalog.source, audience.secretName),
        bytes,
        'application/octet-stream',
      );
      return bytes.length;
    },
  };
}
