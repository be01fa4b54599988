import { type Catalog, tableId } from '../contracts/catalog.ts';

/** What the guard lets SQL name: the tables of a catalogue as a policy shows it. */
export function guardScope({ tables }: Catalog): { readonly tables: ReadonlySet<string> } {
  return { tables: new Set(tables.map(tableId)) };
}
