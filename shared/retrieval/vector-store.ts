import { createHash } from 'node:crypto';
import type { Catalog } from '../contracts/catalog.ts';
import type { EmbeddingModel } from '../model/language-model.ts';
import type { ObjectStore } from '../platform/object-store.ts';
import type { TableVectors } from './rank-tables.ts';
import { tableText } from './table-document.ts';

export interface VectorStore {
  /** Embeds every table and keeps the vectors beside the catalogue. */
  save(catalog: Catalog, embedding: EmbeddingModel): Promise<void>;
  /** Undefined when there are none for this catalogue and model: search then goes by words alone. */
  load(catalog: Catalog, model: string): Promise<TableVectors | undefined>;
}

const wordings = new WeakMap<Catalog, string>();

/** A hash of what is embedded; catalogues are kept between questions, so it is made once. */
function wordingOf(catalog: Catalog): string {
  const known = wordings.get(catalog);
  if (known) return known;
  const text = JSON.stringify(catalog.tables.map(tableText));
  const wording = createHash('sha256').update(text).digest('hex').slice(0, 16);
  wordings.set(catalog, wording);
  return wording;
}

/** A vector file belongs to one wording of the tables and one embedding model; it never changes. */
const vectorKey = (catalog: Catalog, model: string) =>
  `catalog/${catalog.source}/vectors/${wordingOf(catalog)}-${model.replace(/[^\w.-]/g, '_')}.f32`;

/** Vectors as a file of little-endian 32-bit floats, read once per catalogue. */
export function createVectorStore(objects: ObjectStore): VectorStore {
  const kept = new Map<string, TableVectors>();
  return {
    save: async (catalog, embedding) => {
      const { vectors } = await embedding.embed(catalog.tables.map(tableText));
      const bytes = new Uint8Array(concatenate(vectors).buffer);
      await objects.put(vectorKey(catalog, embedding.id), bytes, 'application/octet-stream');
    },
    load: async (catalog, model) => {
      const key = vectorKey(catalog, model);
      const known = kept.get(key);
      if (known) return known;
      const bytes = await objects.getBytes(key);
      if (!bytes || bytes.length === 0 || catalog.tables.length === 0) return undefined;
      // A copy: a Buffer may be a part of a larger one, and may not begin where a float can.
      const values = new Float32Array(Uint8Array.from(bytes).buffer);
      const vectors = { model, dimensions: values.length / catalog.tables.length, values };
      kept.set(key, vectors);
      return vectors;
    },
  };
}

function concatenate(vectors: readonly Float32Array[]): Float32Array {
  const dimensions = vectors[0]?.length ?? 0;
  const values = new Float32Array(vectors.length * dimensions);
  vectors.forEach((vector, index) => {
    values.set(vector, index * dimensions);
  });
  return values;
}
