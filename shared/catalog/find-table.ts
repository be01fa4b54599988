import { type CatalogTable, tableId } from '../contracts/catalog.ts';

type ByName = ReadonlyMap<string, readonly CatalogTable[]>;

/** Tables by their names in small letters, with and without their schemas. A file may name tens of thousands. */
const kept = new WeakMap<readonly CatalogTable[], ByName>();

/** The one table of that name, with or without its schema, letter case aside; otherwise why there is none. */
export function findTable(tables: readonly CatalogTable[], name: string): CatalogTable | string {
  const matching = byNameOf(tables).get(name.toLowerCase()) ?? [];
  const exact = matching.find((table) => tableId(table) === name);
  if (exact) return exact;
  const [found, another] = matching;
  if (!found) return `There is no table ${name}.`;
  return another ? `${name} may be ${tableId(found)} or ${tableId(another)}: write the schema.` : found;
}

function byNameOf(tables: readonly CatalogTable[]): ByName {
  const known = kept.get(tables);
  if (known) return known;
  const named = tables.flatMap((table) =>
    [...new Set([tableId(table), table.name].map((name) => name.toLowerCase()))].map((name) => ({
      name,
      table,
    })),
  );
  const byName = new Map(
    [...Map.groupBy(named, ({ name }) => name)].map(([name, found]) => [
      name,
      found.map(({ table }) => table),
    ]),
  );
  kept.set(tables, byName);
  return byName;
}

/** The column of that name as the table spells it; undefined when it has none. */
export function findColumn({ columns }: CatalogTable, name: string): string | undefined {
  const exact = columns.find((column) => column.name === name);
  return (exact ?? columns.find((column) => column.name.toLowerCase() === name.toLowerCase()))?.name;
}
