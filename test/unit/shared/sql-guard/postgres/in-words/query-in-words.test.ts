import { describe, expect, it } from '@jest/globals';
import { queryInWords } from '../../../../../../shared/sql-guard/postgres/in-words/query-in-words.ts';

describe('queryInWords', () => {
  it.each([
    ['SELECT count(*) FROM customers', 'Shows the number of rows from customers.'],
    [
      'SELECT c.company_name, sum(d.unit_price * d.quantity * (1 - d.discount)) AS revenue FROM nw.customers c JOIN nw.orders o USING (customer_id) JOIN nw.order_details d USING (order_id) GROUP BY c.company_name ORDER BY revenue DESC, 1 LIMIT 5',
      'Shows company name and the sum of (unit price × quantity) × (1 - discount) from customers joined with orders joined with order details. One row for each company name. Ordered by revenue (largest or last first), then company name (smallest or first first). The first 5 rows.',
    ],
    [
      "SELECT DISTINCT city FROM customers WHERE country IN ('UK', 'USA') AND NOT (region IS NULL OR city LIKE 'A%')",
      'Shows each different city from customers. Only rows where country is one of “UK” and “USA” and region is present and city does not match “A%”.',
    ],
    [
      "SELECT count(DISTINCT o.customer_id) FROM orders o WHERE o.order_date >= DATE '1997-01-01' AND o.order_date < DATE '1998-01-01'",
      'Shows the number of different customer id from orders. Only rows where order date is on or after 1997-01-01 and order date is before 1998-01-01.',
    ],
    [
      'SELECT name FROM customers c WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id)',
      'Shows name from customers. Only rows where there is no matching row.',
    ],
    [
      'SELECT name FROM p WHERE price > (SELECT avg(price) FROM p) AND id NOT IN (SELECT product_id FROM d) AND x BETWEEN 1 AND 5 AND y <> 0',
      'Shows name from p. Only rows where price is more than a figure computed by itself and id is not one of those found by a second query and x is from 1 to 5 and y is not 0.',
    ],
    [
      "SELECT extract(year FROM d) AS y, coalesce(a, 0), round(b / nullif(c, 0), 2), CASE WHEN a > 1 THEN 'x' ELSE 'y' END FROM t LEFT JOIN u ON u.id = t.id GROUP BY 1, 2, 3, 4 HAVING count(*) > 3",
      'Shows the year of d, a (or 0 where there is none), round of b ÷ c and 2 and “x” if a is more than 1, otherwise “y” from t, also where there is none of u. One row for each the year of d, a (or 0 where there is none), round of b ÷ c and 2 and “x” if a is more than 1, otherwise “y”. Only groups where the number of rows is more than 3.',
    ],
    [
      'WITH best AS (SELECT a FROM t) SELECT a FROM best UNION SELECT b FROM u ORDER BY 1 LIMIT 1 OFFSET 2',
      'First, as best: Shows a from t. The rows of: Shows a from best. — and also those of: Shows b from u. Ordered by 1 (smallest or first first). The first row only, 2 left out before them.',
    ],
    [
      'SELECT a IS NOT DISTINCT FROM b, a IS DISTINCT FROM b FROM (SELECT 1 AS a, 2 AS b) s WHERE flag AND NOT done AND d < current_date',
      'Shows a is b and a is not b from (Shows 1 and 2). Only rows where flag is true and done is false and d is before the present day or time.',
    ],
    [
      'SELECT a FROM t WHERE x = 1 AND NOT (y = 2 AND z < 3)',
      'Shows a from t. Only rows where x is 1 and (y is not 2 or z is not less than 3).',
    ],
    ['VALUES (1), (2)', 'Rows written out in the query itself.'],
  ])('tells %s', async (sql, words) => {
    expect(await queryInWords(sql)).toBe(words);
  });

  it('stays short', async () => {
    const columns = Array.from({ length: 500 }, (_, index) => `column_${index}`).join(', ');

    expect((await queryInWords(`SELECT ${columns} FROM t`)).length).toBeLessThanOrEqual(1_200);
  });
});
