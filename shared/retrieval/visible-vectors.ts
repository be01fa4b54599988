import { type Catalog, tableId } from '../contracts/catalog.ts';
import type { TableVectors } from './rank-tables.ts';

const kept = new WeakMap<Catalog, { vectors: TableVectors; visible: TableVectors }>();

/**
 * The vectors of those tables that are left of a catalogue. A table of which only a part is left loses its vector,
 * which was made of all of it: that table is found by its words alone.
 */
export function visibleVectors(
  vectors: TableVectors | undefined,
  catalog: Catalog,
  visible: Catalog,
): TableVectors | undefined {
  if (!vectors || catalog === visible) return vectors;
  const known = kept.get(visible);
  if (known?.vectors === vectors) return known.visible;
  const selected = selectVectors(vectors, catalog, visible);
  kept.set(visible, { vectors, visible: selected });
  return selected;
}

function selectVectors(vectors: TableVectors, catalog: Catalog, visible: Catalog): TableVectors {
  const { dimensions } = vectors;
  const positions = new Map(catalog.tables.map((table, position) => [tableId(table), position]));
  const values = new Float32Array(visible.tables.length * dimensions);
  visible.tables.forEach((table, index) => {
    const position = positions.get(tableId(table)) ?? -1;
    const whole = catalog.tables[position];
    if (whole?.columns.length !== table.columns.length) return;
    values.set(
      vectors.values.subarray(position * dimensions, (position + 1) * dimensions),
      index * dimensions,
    );
  });
  return { ...vectors, values };
}
