import { type CatalogTable, tableId } from '../contracts/catalog.ts';

/** The one table of that name, with or without its schema, letter case aside; otherwise why there is none. */
export function findTable(tables: readonly CatalogTable[], name: string): CatalogTable | string {
  const wanted = name.toLowerCase();
  const exact = tables.find((table) => tableId(table) === name);
  if (exact) return exact;
  const matching = tables.filter((table) =>
    [tableId(table), table.name].some((own) => own.toLowerCase() === wanted),
  );
  const [found, another] = matching;
  if (!found) return `There is no table ${name}.`;
  return another ? `${name} may be ${tableId(found)} or ${tableId(another)}: write the schema.` : found;
}

/** The column of that name as the table spells it; undefined when it has none. */
export function findColumn({ columns }: CatalogTable, name: string): string | undefined {
  const exact = columns.find((column) => column.name === name);
  return (exact ?? columns.find((column) => column.name.toLowerCase() === name.toLowerCase()))?.name;
}
