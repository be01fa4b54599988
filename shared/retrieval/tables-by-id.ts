import { type Catalog, type CatalogTable, tableId } from '../contracts/catalog.ts';

const kept = new WeakMap<Catalog, ReadonlyMap<string, CatalogTable>>();

/** The tables of a catalogue by schema.table; made once, since catalogues are kept between questions. */
export function tablesById(catalog: Catalog): ReadonlyMap<string, CatalogTable> {
  const known = kept.get(catalog);
  if (known) return known;
  const made = new Map(catalog.tables.map((table) => [tableId(table), table]));
  kept.set(catalog, made);
  return made;
}
