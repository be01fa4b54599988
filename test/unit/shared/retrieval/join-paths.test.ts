import { describe, expect, it } from '@jest/globals';
import { connect, joinGraph } from '../../../../shared/retrieval/join-paths.ts';
import { keyOf } from '../../../support/catalogs.ts';

const graph = joinGraph([
  keyOf('orders(customer_id)', 'customers(id)'),
  keyOf('lines(order_id)', 'orders(id)'),
  keyOf('lines(product_id)', 'products(id)'),
  keyOf('products(category_id)', 'categories(id)'),
  keyOf('staff(boss_id)', 'staff(id)'),
]);
const connected = (names: string, limit = 9) =>
  connect(
    graph,
    names.split(' ').map((name) => `shop.${name}`),
    limit,
  ).map((id) => id.slice(5));

describe('connect', () => {
  it('adds the tables that lie between', () => {
    expect(connected('customers products')).toEqual(['customers', 'products', 'lines', 'orders']);
  });

  it('goes no long way round: a table far away stands alone', () => {
    expect(connected('customers categories')).toEqual(['customers', 'categories']);
  });

  it('adds nothing between neighbours', () => {
    expect(connected('orders customers')).toEqual(['orders', 'customers']);
  });

  it('keeps a table that joins with nothing', () => {
    expect(connected('orders holidays')).toEqual(['orders', 'holidays']);
  });

  it('takes a table alone when there is no room for its way', () => {
    expect(connected('customers products', 3)).toEqual(['customers', 'products']);
  });

  it('is not led in circles by a table that refers to itself', () => {
    expect(connected('staff orders')).toEqual(['staff', 'orders']);
  });

  it('never gives more than the limit, and no table twice', () => {
    const names = connected('lines customers categories products orders lines', 4);

    expect(names.length).toBeLessThanOrEqual(4);
    expect(new Set(names).size).toBe(names.length);
  });
});
