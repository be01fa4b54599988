import { describe, expect, it } from '@jest/globals';
import { onlyStatement } from '../../../../../shared/sql-guard/check-statement.ts';
import { isRepeatable } from '../../../../../shared/sql-guard/postgres/is-repeatable.ts';

const repeats = async (sql: string) => isRepeatable((await onlyStatement(sql)).tree);

describe('isRepeatable', () => {
  it.each([
    'SELECT count(*) FROM orders',
    "SELECT date_trunc('month', order_date), sum(freight) FROM orders WHERE order_date >= '1997-01-01' GROUP BY 1",
    'SELECT age(shipped_date, order_date) FROM orders',
    "SELECT name FROM products WHERE name ILIKE '%nowhere%' OR name = 'Tea of today'",
  ])('is true of %s', async (sql) => {
    await expect(repeats(sql)).resolves.toBe(true);
  });

  it.each([
    'SELECT count(*) FROM orders WHERE order_date > now()',
    'SELECT count(*) FROM orders WHERE order_date > pg_catalog.now()',
    'SELECT count(*) FROM orders WHERE order_date = current_date',
    'SELECT current_user, count(*) FROM orders',
    'SELECT localtimestamp',
    'SELECT age(birth_date) FROM employees',
    'SELECT name FROM products ORDER BY random() LIMIT 1',
    'SELECT gen_random_uuid()',
    'WITH a AS (SELECT clock_timestamp() AS at) SELECT * FROM a',
    "SELECT count(*) FROM orders WHERE order_date < 'yesterday'",
    "SELECT date 'today'",
    'SELECT count(*) FROM orders TABLESAMPLE SYSTEM (10)',
    'SELECT 1 UNION SELECT extract(year FROM statement_timestamp())',
  ])('is false of %s', async (sql) => {
    await expect(repeats(sql)).resolves.toBe(false);
  });
});
