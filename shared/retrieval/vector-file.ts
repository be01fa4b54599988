import type { Catalog } from '../contracts/catalog.ts';
import type { EmbeddingModel } from '../model/language-model.ts';
import type { ObjectStore } from '../platform/object-store.ts';
import type { TableVectors } from './search-index.ts';
import { tableText } from './table-document.ts';

/** A vector file belongs to one content of a catalogue and one embedding model. */
const vectorKey = (catalog: Catalog, model: string) =>
  `catalog/${catalog.source}/vectors/${catalog.version}-${model.replace(/[^\w.-]/g, '_')}.f32`;

/** Embeds every table and keeps the vectors beside the catalogue as little-endian 32-bit floats. */
export async function writeVectors(objects: ObjectStore, catalog: Catalog, embedding: EmbeddingModel) {
  const { vectors } = await embedding.embed(catalog.tables.map(tableText));
  const dimensions = vectors[0]?.length ?? 0;
  const values = new Float32Array(vectors.length * dimensions);
  vectors.forEach((vector, index) => {
    values.set(vector, index * dimensions);
  });
  await objects.put(
    vectorKey(catalog, embedding.id),
    new Uint8Array(values.buffer),
    'application/octet-stream',
  );
}

/** Undefined when there is none for this catalogue and model: search then goes by words alone. */
export async function readVectors(
  objects: ObjectStore,
  catalog: Catalog,
  model: string,
): Promise<TableVectors | undefined> {
  const bytes = await objects.getBytes(vectorKey(catalog, model));
  if (!bytes || bytes.length === 0 || catalog.tables.length === 0) return undefined;
  const values = new Float32Array(bytes.slice().buffer);
  return { model, dimensions: values.length / catalog.tables.length, values };
}
