import { describe, expect, it } from '@jest/globals';
import { buildSearchIndex } from '../../../../shared/retrieval/rank-tables.ts';
import { catalogOf, tableOf } from '../../../support/catalogs.ts';

const catalog = catalogOf([
  tableOf('staff', ['id', 'name']),
  tableOf('orders', ['id', 'total']),
  tableOf('t_ord_dtl', [{ name: 'qty', description: 'pieces ordered' }]),
  tableOf('regions', ['id']),
]);
const vectorsOf = (...rows: [number, number][]) => ({
  model: 'm',
  dimensions: 2,
  values: Float32Array.from(rows.flat()),
});

describe('buildSearchIndex', () => {
  it('finds tables by their words, best first, and leaves out what has none', () => {
    expect(buildSearchIndex(catalog, undefined).search('total of the orders', undefined, 9)).toEqual([1]);
  });

  it('finds a table by what a column is said to be', () => {
    expect(buildSearchIndex(catalog, undefined).search('pieces', undefined, 9)).toEqual([2]);
  });

  it('finds a table by another word for it, after those the word itself finds', () => {
    const clients = catalogOf([
      tableOf('customers', ['id']),
      tableOf('clients', ['id']),
      tableOf('x', ['id']),
    ]);

    expect(buildSearchIndex(clients, undefined).search('our clients', undefined, 9)).toEqual([1, 0]);
  });

  it('finds by meaning what no word finds', () => {
    const vectors = vectorsOf([1, 0], [0, 1], [0, -1], [0, 0]);

    const found = buildSearchIndex(catalog, vectors).search('who works here', Float32Array.from([1, 0]), 9);

    expect(found).toEqual([0]);
  });

  it('puts what both words and meaning find before what one of them finds', () => {
    const vectors = vectorsOf([1, 0], [0.9, 0.1], [0, -1], [0, 0]);

    const found = buildSearchIndex(catalog, vectors).search('orders', Float32Array.from([1, 0]), 9);

    expect(found).toEqual([1, 0]);
  });

  it('leaves vectors of another length aside', () => {
    const index = buildSearchIndex(catalog, vectorsOf([1, 0], [0, 0], [0, 0], [0, 0]));

    expect(index.search('orders', Float32Array.from([1, 0, 0]), 9)).toEqual([1]);
  });

  it('gives no more than it is asked for', () => {
    const index = buildSearchIndex(catalog, undefined);

    expect(index.search('orders staff regions', undefined, 2)).toHaveLength(2);
  });
});
