import { describe, expect, it } from '@jest/globals';
import { guardScope } from '../../../../shared/authorisation/guard-scope.ts';
import { visibleCatalog } from '../../../../shared/authorisation/visible-catalog.ts';
import type { Catalog, CatalogTable } from '../../../../shared/contracts/catalog.ts';
import { Policy } from '../../../../shared/contracts/policy.ts';

const table = (name: string, columns: string[]): CatalogTable => ({
  schema: 's',
  name,
  kind: 'table',
  estimatedRows: 91,
  columns: columns.map((column) => ({
    name: column,
    type: 'text',
    nullable: true,
    values: [`${name}.${column}`],
    valuesComplete: true,
    range: ['a', 'z'],
  })),
  primaryKey: columns.slice(0, 1),
});
const CATALOG: Catalog = {
  source: 'shop',
  version: '1',
  builtAt: '2026-05-01T00:00:00.000Z',
  tables: [
    table('secrets', ['id', 'key']),
    table('orders', ['id', 'customer']),
    table('customers', ['id', 'phone']),
  ],
  relationships: [
    {
      table: 's.orders',
      columns: ['customer'],
      refTable: 's.customers',
      refColumns: ['id'],
      origin: 'foreign-key',
    },
    {
      table: 's.secrets',
      columns: ['id'],
      refTable: 's.customers',
      refColumns: ['id'],
      origin: 'foreign-key',
    },
  ],
};
const policy = (fields: object) => Policy.parse({ name: 'p', roles: ['r'], ...fields });
const shown = (fields: object) =>
  visibleCatalog(CATALOG, policy(fields)).tables.map(({ name, columns }) => [
    name,
    ...columns.map((each) => each.name),
  ]);

describe('visibleCatalog', () => {
  it('shows a metric only with all its tables, and none that names a hidden column or table', () => {
    const metric = (name: string, sql: string, tables: string[]) => ({
      ...{ name, sql, tables },
      ...{ synonyms: [], definition: '' },
    });
    const metrics = [
      metric('orders', 'count(id)', ['s.orders']),
      metric('callable', 'count(PHONE)', ['s.customers']),
      metric('known', 'count(DISTINCT customers.id)', ['s.customers', 's.orders']),
      metric('placed', 'count(DISTINCT "Home ""Town""")', ['s.customers']),
      metric('guarded', 'count((SELECT max(key) FROM secrets))', ['s.orders']),
      metric('secret', 'count(key)', ['s.secrets']),
      metric('unclear', 'count(*)', []),
    ];
    const fields = {
      tables: { deny: ['s.secrets'] },
      columns: { 's.customers': { deny: ['phone', 'Home "Town"'] } },
    };

    const tables = [...CATALOG.tables.slice(0, 2), table('customers', ['id', 'phone', 'Home "Town"'])];
    const { metrics: visible } = visibleCatalog({ ...CATALOG, tables, metrics }, policy(fields));

    expect(visible?.map(({ name }) => name)).toEqual(['orders', 'known']);
  });

  it('is the catalogue itself for a policy that hides nothing', () => {
    expect(visibleCatalog(CATALOG, policy({}))).toBe(CATALOG);
  });

  it.each([
    ['tables that are allowed', { tables: { allow: ['s.orders'] } }, [['orders', 'id', 'customer']]],
    [
      'tables that are not denied',
      { tables: { deny: ['s.secrets', 's.orders'] } },
      [['customers', 'id', 'phone']],
    ],
    [
      'columns that are allowed or not denied',
      {
        tables: { deny: ['s.secrets'] },
        columns: { 's.orders': { allow: ['id'] }, 's.customers': { deny: ['phone'] } },
      },
      [
        ['orders', 'id'],
        ['customers', 'id'],
      ],
    ],
    [
      'no table of which no column is shown',
      { tables: { allow: ['s.secrets', 's.orders'] }, columns: { 's.secrets': { deny: ['id', 'key'] } } },
      [['orders', 'id', 'customer']],
    ],
  ])('has %s', (_, fields, expected) => {
    expect(shown(fields)).toEqual(expected);
  });

  it('has no key and no relationship with a column that is not shown', () => {
    const visible = visibleCatalog(CATALOG, policy({ columns: { 's.customers': { deny: ['id'] } } }));

    expect([visible.relationships, visible.tables[2]?.primaryKey]).toEqual([[], []]);
  });

  it('knows neither values nor size of a table whose rows are filtered', () => {
    const visible = visibleCatalog(
      CATALOG,
      policy({
        tables: { allow: ['s.orders', 's.customers'] },
        rowFilters: [{ table: 's.customers', column: 'id', attribute: 'tenant' }],
      }),
    );

    const [orders, customers] = visible.tables;
    expect(orders).toEqual(CATALOG.tables[1]);
    expect(customers?.estimatedRows).toBe(-1);
    expect(JSON.stringify(customers)).not.toMatch(/customers\.|range|valuesComplete/);
  });

  it('is built once for a catalogue and a policy', () => {
    const one = policy({ tables: { deny: ['s.secrets'] } });

    expect(visibleCatalog(CATALOG, one)).toBe(visibleCatalog(CATALOG, one));
  });
});

describe('guardScope', () => {
  it('has the tables that are visible and says of which a part is hidden', () => {
    const some = policy({ tables: { deny: ['s.secrets'] }, columns: { 's.customers': { deny: ['phone'] } } });

    const { tables } = guardScope(CATALOG, some);

    expect(tables.map(({ name, columns, partial }) => [name, columns.length, partial])).toEqual([
      ['orders', 2, false],
      ['customers', 1, true],
    ]);
  });

  it('has none where there is no catalogue', () => {
    expect(guardScope(undefined, policy({}))).toEqual({ tables: [] });
  });
});
