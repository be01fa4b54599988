import { describe, expect, it } from '@jest/globals';
import { buildCatalog } from '../../../../shared/catalog/build-catalog.ts';
import { keyOf, tableOf } from '../../../support/catalogs.ts';

const AT = '2026-01-02T03:04:05.000Z';
const customers = tableOf('customers', ['id']);
const ordersWith = (description: string) => tableOf('orders', ['id', { name: 'customer_id', description }]);
const hints = (description: string) =>
  buildCatalog('shop', { tables: [customers, ordersWith(description)], foreignKeys: [] }, AT).catalog
    .relationships;

describe('buildCatalog', () => {
  it.each([
    '[FK: customers.id]',
    'who bought [FK: customers.id] what',
    '[fk:customers.id ]',
    '[FK: shop.customers.id]',
  ])('reads the hint %j', (description) => {
    expect(hints(description)).toEqual([
      { ...keyOf('orders(customer_id)', 'customers(id)'), origin: 'comment' },
    ]);
  });

  it.each([
    '[FK: customers.nothing]',
    '[FK: nowhere.id]',
    '[FK: other.customers.id]',
    'FK: customers.id',
    '[FK: id]',
  ])('drops the hint %j, which leads nowhere', (description) => {
    expect(hints(description)).toEqual([]);
  });

  it.each(['[FK: Order Lines.Line No]', '[FK: shop.order lines.LINE NO]'])(
    'reads the hint %j at names that have to be quoted',
    (description) => {
      const lines = tableOf('Order Lines', ['Line No']);
      const { catalog } = buildCatalog(
        'shop',
        { tables: [lines, ordersWith(description)], foreignKeys: [] },
        AT,
      );

      expect(catalog.relationships).toMatchObject([
        { columns: ['customer_id'], refTable: 'shop.Order Lines', refColumns: ['Line No'] },
      ]);
    },
  );

  it('makes one relationship of hints that together name a whole key', () => {
    const parts = tableOf('parts', ['no', 'region'], { primaryKey: ['region', 'no'] });
    const lines = tableOf('lines', [
      { name: 'part_no', description: '[FK: parts.no]' },
      { name: 'part_region', description: '[FK: parts.region]' },
    ]);

    const { catalog } = buildCatalog('shop', { tables: [parts, lines], foreignKeys: [] }, AT);

    expect(catalog.relationships).toEqual([
      { ...keyOf('lines(part_no, part_region)', 'parts(no, region)'), origin: 'comment' },
    ]);
  });

  it('tells of a hint that leads nowhere', () => {
    const tables = [customers, ordersWith('[FK: customers.nothing]')];

    expect(buildCatalog('shop', { tables, foreignKeys: [] }, AT).problems).toEqual([
      {
        message: 'The comment of shop.orders.customer_id: The table shop.customers has no column nothing.',
      },
    ]);
  });

  it('takes a foreign key before a hint that says the same', () => {
    const key = keyOf('orders(customer_id)', 'customers(id)');

    const { catalog } = buildCatalog(
      'shop',
      { tables: [customers, ordersWith('[FK: customers.id]')], foreignKeys: [key, key] },
      AT,
    );

    expect(catalog.relationships).toEqual([key]);
  });

  it('has the same version for the same content, whatever it is called and whenever it was built', () => {
    const content = { tables: [customers], foreignKeys: [] };

    const versions = [buildCatalog('a', content, AT), buildCatalog('b', content, '2027-01-01T00:00:00.000Z')];

    expect(versions[0]?.catalog.version).toBe(versions[1]?.catalog.version);
  });
});
