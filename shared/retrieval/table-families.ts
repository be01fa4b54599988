import { type Catalog, tableId } from '../contracts/catalog.ts';
import { joinGraph } from './join-paths.ts';

/** A schema of more tables is no family: in it those belong together that join. */
const LARGEST_SCHEMA = 24;
/** A table joined by more others (a list of countries, of users) says nothing of which of them belong together. */
const MOST_JOINS = 30;
/** How many joins away a table still belongs to another. */
const REACH = 2;

export interface TableFamilies {
  /** The tables this one joins with. */
  neighbours(table: string): ReadonlySet<string>;
  /** The tables it belongs together with, itself among them; tables of one small schema have the same array. */
  family(table: string): readonly string[];
  /** Those of its family that may be wanted because this one is: its schema's, or those it joins with. */
  company(table: string): Iterable<string>;
}

const kept = new WeakMap<Catalog, TableFamilies>();
const NONE: ReadonlySet<string> = new Set();

/** Which tables of a catalogue belong together: those of one small schema that stands alone, or those that join. */
export function tableFamilies(catalog: Catalog): TableFamilies {
  const known = kept.get(catalog);
  if (known) return known;
  const graph = joinGraph(catalog.relationships);
  const schemas = new Map<string, string[]>();
  for (const table of catalog.tables) {
    schemas.set(table.schema, [...(schemas.get(table.schema) ?? []), tableId(table)]);
  }
  const inSchema = new Map<string, readonly string[]>();
  for (const tables of schemas.values()) {
    const own = new Set(tables);
    const isAlone = tables.every((table) => [...(graph.get(table) ?? [])].every((other) => own.has(other)));
    if (isAlone && tables.length <= LARGEST_SCHEMA) for (const table of tables) inSchema.set(table, tables);
  }
  const families = new Map(inSchema);
  const made: TableFamilies = {
    neighbours: (table) => graph.get(table) ?? NONE,
    company: (table) => inSchema.get(table) ?? [table, ...(graph.get(table) ?? [])],
    family: (table) => {
      const family = families.get(table) ?? reach(graph, table);
      families.set(table, family);
      return family;
    },
  };
  kept.set(catalog, made);
  return made;
}

/** A table and those a few joins away, not beyond one that everything joins with. */
function reach(graph: ReadonlyMap<string, ReadonlySet<string>>, table: string): string[] {
  const reached = new Set([table]);
  let edge = [table];
  for (let joins = 0; joins < REACH; joins++) {
    const passable = edge.filter((step) => step === table || (graph.get(step)?.size ?? 0) <= MOST_JOINS);
    edge = passable.flatMap((step) => [...(graph.get(step) ?? [])]).filter((next) => !reached.has(next));
    for (const next of edge) reached.add(next);
  }
  return [...reached];
}
