import { describe, expect, it } from '@jest/globals';
import { nearColumns, nearTables } from '../../../../shared/retrieval/near-names.ts';
import { catalogOf, tableOf } from '../../../support/catalogs.ts';

const catalog = catalogOf([
  tableOf('orders', ['order_id', 'order_date', 'shipped_date']),
  tableOf('order_details', ['order_id', 'unit_price']),
]);

describe('names like one that does not exist', () => {
  it.each([
    ['orderdate', 'shop.orders.order_date'],
    ['ship_date', 'shop.orders.shipped_date'],
    ['o."Unit_Prise"', 'shop.order_details.unit_price'],
  ])('%s is like %s', (name, column) => {
    expect(nearColumns(catalog, name, 'SELECT 1')[0]).toBe(column);
  });

  it('prefers, of equal columns, the one of a table in the SQL', () => {
    const sql = 'SELECT order_ids FROM shop.order_details';

    expect(nearColumns(catalog, 'order_ids', sql)[0]).toBe('shop.order_details.order_id');
  });

  it('has nothing for a name that is like none', () => {
    expect(nearColumns(catalog, 'zebra', '')).toEqual([]);
    expect(nearTables(catalog, 'zebra')).toEqual([]);
  });

  it('knows tables too', () => {
    expect(nearTables(catalog, 'shop.order')).toEqual(['shop.orders', 'shop.order_details']);
  });
});
