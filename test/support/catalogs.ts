import type { Catalog, CatalogColumn, CatalogTable, Relationship } from '../../shared/contracts/catalog.ts';

type ColumnSpec = string | (Partial<CatalogColumn> & { name: string });

export function tableOf(
  name: string,
  columns: readonly ColumnSpec[],
  changes: Partial<CatalogTable> = {},
): CatalogTable {
  return {
    schema: 'shop',
    name,
    kind: 'table',
    estimatedRows: -1,
    primaryKey: [],
    columns: columns.map((column) => ({
      type: 'int4',
      nullable: true,
      ...(typeof column === 'string' ? { name: column } : column),
    })),
    ...changes,
  };
}

/** `from` and `to` as table(column, …), in the schema shop. */
export function keyOf(from: string, to: string): Relationship {
  const [table, columns] = endOf(from);
  const [refTable, refColumns] = endOf(to);
  return { table, columns, refTable, refColumns, origin: 'foreign-key' };
}

function endOf(text: string): [table: string, columns: string[]] {
  const [, table = '', columns = ''] = text.match(/^(\w+)\((.+)\)$/) ?? [];
  return [`shop.${table}`, columns.split(', ')];
}

export function catalogOf(
  tables: readonly CatalogTable[],
  relationships: readonly Relationship[] = [],
): Catalog {
  return {
    source: 'shop',
    version: 'v1',
    builtAt: '2026-01-02T03:04:05.000Z',
    tables: [...tables],
    relationships: [...relationships],
  };
}
