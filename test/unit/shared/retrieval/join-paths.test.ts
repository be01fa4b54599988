import { describe, expect, it } from '@jest/globals';
import { connect, joinGraph, withNeighbours } from '../../../../shared/retrieval/join-paths.ts';
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
    expect(connected('customers categories').sort()).toEqual(
      ['categories', 'customers', 'lines', 'orders', 'products'].sort(),
    );
  });

  it('adds nothing between neighbours', () => {
    expect(connected('orders customers')).toEqual(['orders', 'customers']);
  });

  it('keeps a table that joins with nothing', () => {
    expect(connected('orders holidays')).toEqual(['orders', 'holidays']);
  });

  it('leaves out a table whose way does not fit, and takes a later one that does', () => {
    expect(connected('customers categories orders', 3)).toEqual(['customers', 'orders']);
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

describe('withNeighbours', () => {
  const neighbours = (names: string, limit: number) =>
    withNeighbours(
      graph,
      names.split(' ').map((name) => `shop.${name}`),
      limit,
    ).map((id) => id.slice(5));

  it('adds what the tables join with, the first table first, up to the limit', () => {
    expect(neighbours('orders categories', 9)).toEqual([
      'orders',
      'categories',
      'customers',
      'lines',
      'products',
    ]);
    expect(neighbours('orders categories', 3)).toEqual(['orders', 'categories', 'customers']);
  });

  it('takes none of the tables away', () => {
    expect(neighbours('orders categories', 1)).toEqual(['orders', 'categories']);
  });
});
