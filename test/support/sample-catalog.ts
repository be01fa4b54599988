import type { Catalog, CatalogTable } from '../../shared/contracts/catalog.ts';

const table = (schema: string, name: string): CatalogTable => ({
  schema,
  name,
  kind: 'table',
  description: `All ${name}`,
  estimatedRows: 91,
  columns: [{ name: 'id', type: 'int4', nullable: false }],
  primaryKey: ['id'],
});

/** Two tables that join, and one whose name two schemas have. */
export const SAMPLE_CATALOG: Catalog = {
  source: 'northwind',
  version: 'abc',
  builtAt: '2026-05-01T00:00:00.000Z',
  tables: [
    table('northwind', 'customers'),
    table('northwind', 'orders'),
    table('northwind', 'notes'),
    table('archive', 'notes'),
  ],
  relationships: [
    {
      table: 'northwind.orders',
      columns: ['customer_id'],
      refTable: 'northwind.customers',
      refColumns: ['id'],
      origin: 'foreign-key',
    },
  ],
};
