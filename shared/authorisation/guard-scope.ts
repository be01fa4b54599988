import { type Catalog, tableId } from '../contracts/catalog.ts';

/** What the guard lets SQL name: the tables of a catalogue as a policy shows it; none where there is no catalogue. */
export function guardScope(visible: Catalog | undefined): { readonly tables: ReadonlySet<string> } {
  return { tables: new Set(visible?.tables.map(tableId)) };
}
