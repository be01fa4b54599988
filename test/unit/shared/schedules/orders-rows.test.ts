import { describe, expect, it } from '@jest/globals';
import { ordersRows } from '../../../../shared/schedules/orders-rows.ts';

describe('A statement', () => {
  it.each([
    'SELECT a FROM t ORDER BY a',
    'select a from t order\n by a limit 5',
    "SELECT ')' AS p FROM t ORDER BY 1",
    'WITH x AS (SELECT 1 ORDER BY 1) SELECT * FROM x ORDER BY 1',
  ])('orders its rows: %s', (sql) => {
    expect(ordersRows(sql)).toBe(true);
  });

  it.each([
    'SELECT a FROM t',
    'SELECT row_number() OVER (ORDER BY a) FROM t',
    'SELECT * FROM (SELECT a FROM t ORDER BY a LIMIT 3) AS x',
    "SELECT 'order by' FROM t",
    'SELECT "order by" FROM t -- ORDER BY a',
    'SELECT $$ ORDER BY a $$ /* ORDER BY b */',
  ])('does not: %s', (sql) => {
    expect(ordersRows(sql)).toBe(false);
  });
});
