import type { Configuration } from '../../../shared/contracts/configuration.ts';
import { parseConfiguration } from '../../../shared/platform/configuration-store.ts';
import { validDocument } from '../../support/valid-configuration.ts';

/** Tenants are countries: each sees its own customers, their orders and the lines of those, and no telephone. */
export const TENANT_POLICY = {
  name: 'tenant',
  roles: ['tenant'],
  tables: {
    allow: [
      'northwind.customers',
      'northwind.orders',
      'northwind.order_details',
      'northwind.products',
      'northwind.customer_orders',
    ],
  },
  columns: { 'northwind.customers': { deny: ['phone', 'fax'] } },
  rowFilters: [
    { table: 'northwind.customers', column: 'country', attribute: 'country' },
    {
      table: 'northwind.orders',
      column: 'customer_id',
      references: { table: 'northwind.customers', column: 'customer_id' },
    },
    {
      table: 'northwind.order_details',
      column: 'order_id',
      references: { table: 'northwind.orders', column: 'order_id' },
    },
  ],
  logins: [{ country: 'Germany' }, { country: 'France' }],
};

/** A configuration of the sample database with that policy beside the standing one. */
export function tenantDocument(policy: object = TENANT_POLICY) {
  return {
    ...validDocument(),
    sources: {
      northwind: {
        engine: 'postgres',
        secretName: 'inquery/northwind',
        schemas: ['northwind'],
        tls: 'disable',
        policies: [{ name: 'all', roles: ['admin', 'analyst'] }, policy],
      },
    },
  };
}

export const tenantConfiguration = (policy?: object): Configuration =>
  parseConfiguration(JSON.stringify(tenantDocument(policy)));
