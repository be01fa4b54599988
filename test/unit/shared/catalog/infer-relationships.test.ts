import { describe, expect, it } from '@jest/globals';
import { inferRelationships } from '../../../../shared/catalog/infer-relationships.ts';
import { relationshipId } from '../../../../shared/catalog/relationship-id.ts';
import { keyOf, tableOf } from '../../../support/catalogs.ts';

const keyed = (name: string, columns: Parameters<typeof tableOf>[1], ...primaryKey: string[]) =>
  tableOf(name, columns, { primaryKey });
const infer = (tables: ReturnType<typeof tableOf>[], known = [] as ReturnType<typeof keyOf>[]) =>
  inferRelationships(tables, known, new Set()).map(
    ({ table, columns, refTable, refColumns }) => `${table}(${columns})→${refTable}(${refColumns})`,
  );

describe('inferRelationships', () => {
  it.each([
    ['the same name', ['customer_id'], 'customer_id'],
    ['the table before a plain key', ['customer_id'], 'id'],
    ['the table and the key in one', ['customerid'], 'id'],
  ])('offers columns by %s', (_, columns, key) => {
    const tables = [keyed('customers', [key], key), tableOf('orders', columns)];

    expect(infer(tables)).toEqual([`shop.orders(${columns})→shop.customers(${key})`]);
  });

  it.each([
    [
      'another type',
      keyed('customers', [{ name: 'customer_id', type: 'text' }], 'customer_id'),
      'customer_id',
    ],
    ['a name that all keys have', keyed('customers', ['id'], 'id'), 'id'],
    ['no key', tableOf('customers', ['customer_id']), 'customer_id'],
  ])('offers nothing by %s', (_, customers, column) => {
    expect(infer([customers, tableOf('orders', [column])])).toEqual([]);
  });

  it('takes the column that is named after the table before one that all tables have', () => {
    const tables = [keyed('customers', ['id'], 'id'), keyed('orders', ['id', 'customer_id'], 'id')];

    expect(infer(tables)).toEqual(['shop.orders(customer_id)→shop.customers(id)']);
  });

  it('offers all columns of a composite key together, or none', () => {
    const lines = keyed('lines', ['order_no', 'line_no'], 'order_no', 'line_no');

    expect(infer([lines, tableOf('returns', ['line_no', 'order_no'])])).toEqual([
      'shop.returns(order_no,line_no)→shop.lines(order_no,line_no)',
    ]);
    expect(infer([lines, tableOf('returns', ['line_no'])])).toEqual([]);
  });

  it('does not offer what is known, what was hidden, and what leads elsewhere already', () => {
    const tables = [
      keyed('customers', ['customer_id'], 'customer_id'),
      keyed('people', ['customer_id', 'x'], 'customer_id', 'x'),
      tableOf('orders', ['customer_id']),
    ];
    const known = keyOf('orders(customer_id)', 'customers(customer_id)');
    const hidden = new Set([relationshipId(known)]);

    expect(infer(tables, [known])).not.toContain('shop.orders(customer_id)→shop.customers(customer_id)');
    expect(inferRelationships(tables, [], hidden).map(relationshipId)).not.toContain(relationshipId(known));
  });

  it('believes values: those of the keys speak for it, others against', () => {
    const customers = keyed(
      'customers',
      [{ name: 'code', type: 'text', values: ['A', 'B', 'C'], valuesComplete: true }],
      'code',
    );
    const orders = (values: string[]) => tableOf('orders', [{ name: 'customer_code', type: 'text', values }]);

    const [found] = inferRelationships([customers, orders(['A', 'C'])], [], new Set());

    expect(found).toMatchObject({
      score: 0.8,
      evidence: 'customer_code is named like customers.code, 100% of its known values are among the keys',
    });
    expect(infer([customers, orders(['X', 'Y'])])).toEqual([]);
  });

  it('believes ranges of numbers in the same way', () => {
    const customers = keyed('customers', [{ name: 'id', range: ['1', '90'] }], 'id');
    const orders = (low: string, high: string) =>
      tableOf('orders', [{ name: 'customer_id', range: [low, high] }]);

    expect(infer([customers, orders('2', '90')])).toHaveLength(1);
    expect(infer([customers, orders('2', '900')])).toEqual([]);
  });
});
