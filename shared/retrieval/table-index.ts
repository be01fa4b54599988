import type { Catalog } from '../contracts/catalog.ts';
import { embedAll, type Wait } from '../model/embed-all.ts';
import type { EmbeddingModel } from '../model/language-model.ts';
import { type OpenIndex, openIndex } from './binary-search-index.ts';
import { indexDocuments } from './index-data.ts';
import type { SearchIndex } from './search-index.ts';
import { tableDocument, tableText } from './table-document.ts';

/** An index belongs to one version of a catalogue and one embedding model; it never changes. */
export function tableIndexName({ source, version }: Catalog, embeddingId: string): string {
  return `catalog/${source}/tables/${version}-${embeddingId.replace(/[^\w.-]/g, '_')}`;
}

/**
 * Builds the index of a catalogue's tables where there is none yet. When the embedding model or the index fails none is
 * built: search goes by words alone until the next try. The failure is given back, with what failed.
 */
export async function buildTableIndex(
  index: SearchIndex,
  catalog: Catalog,
  embedding: EmbeddingModel,
  wait?: Wait,
): Promise<{ failed?: string; failure?: unknown }> {
  const name = tableIndexName(catalog, embedding.id);
  let failed = INDEX;
  try {
    const isBuilt = (await index.search(name, { text: '', limit: 1 })) !== undefined;
    if (isBuilt) return {};
    failed = 'the embedding model';
    const vectors = await embedAll(embedding, catalog.tables.map(tableText), wait);
    failed = INDEX;
    const documents = catalog.tables.map((table, position) => tableDocument(table, vectors[position]));
    await index.build(name, documents);
    return {};
  } catch (failure) {
    return { failed, failure };
  }
}

const INDEX = 'the index of this catalogue';

const kept = new WeakMap<Catalog, OpenIndex>();

/** An index by words alone, made of the catalogue itself: for one whose index was not built or is lost. */
export function wordIndex(catalog: Catalog): OpenIndex {
  const known = kept.get(catalog);
  if (known) return known;
  const index = openIndex(indexDocuments(catalog.tables.map((table) => tableDocument(table))));
  kept.set(catalog, index);
  return index;
}
