import type { Catalog } from '../contracts/catalog.ts';
import { tableId } from '../contracts/catalog.ts';
import { foldedWords } from './value-index-text.ts';

/** What a column's description says that a code in it means: "S = shipped, P = pending". */
export interface LegendEntry {
  readonly table: string;
  readonly column: string;
  readonly code: string;
  readonly stems: readonly string[];
}

const LONGEST_MEANING = 4;
const ENTRY =
  /(?:^|[\s,;:(|])['"]?([\p{L}\p{N}_+-]{1,12})['"]?\s*(?:=|:|->|→|\bmeans\b|\bis for\b)\s*['"]?([\p{L}][^,;|=:()'".]{1,40})/gu;

const kept = new WeakMap<Catalog, ReadonlyMap<string, readonly LegendEntry[]>>();

/** All entries of a catalogue's descriptions, by the first word of their meaning. */
export function legendOf(catalog: Catalog): ReadonlyMap<string, readonly LegendEntry[]> {
  const known = kept.get(catalog);
  if (known) return known;
  const legend = new Map<string, LegendEntry[]>();
  for (const table of catalog.tables) {
    for (const { name, description = '' } of table.columns) {
      for (const { code, stems } of entriesIn(description)) {
        const [first = ''] = stems;
        const entry = { table: tableId(table), column: name, code, stems };
        legend.set(first, [...(legend.get(first) ?? []), entry]);
      }
    }
  }
  kept.set(catalog, legend);
  return legend;
}

/** Codes and meanings in a text; whether a code is a value at all is seen when it is looked up. */
export function entriesIn(description: string): { code: string; stems: string[] }[] {
  return [...description.matchAll(ENTRY)].flatMap(([, code = '', meaning = '']) => {
    const stems = foldedWords(meaning).map(({ stem }) => stem);
    return stems.length > 0 && stems.length <= LONGEST_MEANING ? [{ code, stems }] : [];
  });
}
