import type { Catalog, CatalogTable } from '../../../../../shared/contracts/catalog.ts';

const table = (name: string, columns: Record<string, readonly string[]>): CatalogTable => ({
  schema: 'northwind',
  name,
  kind: 'table',
  estimatedRows: 100,
  primaryKey: [],
  columns: Object.entries(columns).map(([column, values]) => ({
    name: column,
    type: 'text',
    nullable: false,
    ...(values.length > 0 && { values: [...values], valuesComplete: true }),
  })),
});

/** A trading company's tables with some of their values. */
export const TRADE: Catalog = {
  source: 'northwind',
  version: '1',
  builtAt: '2026-01-01T00:00:00.000Z',
  relationships: [],
  tables: [
    table('customers', {
      customer_id: [],
      company_name: ['Alfreds Futterkiste', "Bon app'", 'Ernst Handel'],
      country: ['Germany', 'France', 'USA', 'Mexico', 'United Kingdom'],
      city: ['Berlin', 'Paris', 'Mexico City', 'London'],
    }),
    table('orders', {
      order_id: [],
      customer_id: [],
      employee_id: [],
      order_date: [],
      shipped_date: [],
      freight: [],
      ship_country: ['Germany', 'France', 'USA', 'Mexico', 'Norway'],
      status: ['Open', 'Shipped', 'Cancelled'],
    }),
    table('order_details', { order_id: [], product_id: [], unit_price: [], quantity: [], discount: [] }),
    table('products', {
      product_id: [],
      product_name: ['Chai', 'Tofu', "Sir Rodney's Scones"],
      category_id: [],
      unit_price: [],
      units_in_stock: [],
    }),
    table('categories', { category_id: [], category_name: ['Beverages', 'Seafood', 'Produce'] }),
  ],
};
