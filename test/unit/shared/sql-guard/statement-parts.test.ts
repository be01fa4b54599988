import { describe, expect, it } from '@jest/globals';
import { statementParts } from '../../../../shared/sql-guard/postgres/statement-parts.ts';

const table = (name: string, ...columns: string[]) => ({
  schema: 'shop',
  name,
  columns: columns.map((column) => ({ name: column })),
});
const TABLES = [
  table('customers', 'id', 'name', 'city'),
  table('orders', 'id', 'customer_id', 'placed', 'city'),
];

const partsOf = (sql: string) => statementParts(sql, TABLES);
const literalsOf = async (sql: string) =>
  (await partsOf(sql)).literals.map(({ value, role, column }) => [value, role, ...(column ? [column] : [])]);

describe('statementParts', () => {
  it('tells the tables and columns that a statement reads, however they are written', async () => {
    const { tables, columns } = await partsOf(
      'WITH big AS (SELECT customer_id FROM shop.orders) SELECT c.name FROM customers c JOIN big ON big.customer_id = c.id',
    );

    expect([...tables].sort()).toEqual(['shop.customers', 'shop.orders']);
    expect([...columns].sort()).toEqual([
      'shop.customers.id',
      'shop.customers.name',
      'shop.orders.customer_id',
      'shop.orders.id',
    ]);
  });

  it('tells what each literal is there for', async () => {
    const literals = await literalsOf(
      "SELECT round(count(*) * 1.5, 2) FROM shop.orders o WHERE o.placed >= DATE '2024-01-01' AND o.id IN (7, 8) HAVING count(*) > 3 LIMIT 5",
    );

    expect(literals).toEqual([
      [1.5, 'constant'],
      [2, 'constant'],
      ['2024-01-01', 'compare'],
      [7, 'compare', 'shop.orders.id'],
      [8, 'compare', 'shop.orders.id'],
      [3, 'compare'],
      [5, 'limit'],
    ]);
  });

  it.each([
    ["SELECT 1 FROM shop.customers WHERE name = 'x'", 'shop.customers.name'],
    ["SELECT 1 FROM shop.customers WHERE 'x' <> name", 'shop.customers.name'],
    ["SELECT 1 FROM shop.customers a, shop.orders b WHERE a.city = 'x'", 'shop.customers.city'],
    ["SELECT 1 FROM shop.customers a, shop.orders b WHERE city = 'x'", undefined],
    ["SELECT 1 FROM (SELECT upper(name) AS name FROM shop.customers) a WHERE name = 'x'", undefined],
    ["SELECT 1 FROM (SELECT city AS name FROM shop.customers) a WHERE name = 'x'", undefined],
    [
      "WITH customers AS (SELECT id, 'y' AS city FROM shop.orders) SELECT 1 FROM customers c WHERE c.city = 'x'",
      undefined,
    ],
    ["SELECT 1 FROM shop.customers WHERE lower(name) = 'x'", undefined],
    ["SELECT 1 FROM shop.customers WHERE name LIKE 'x'", undefined],
    ["SELECT 1 FROM shop.customers WHERE name = ANY (ARRAY['x'])", undefined],
    [
      "SELECT 1 FROM shop.customers a WHERE a.id IN (SELECT a.id FROM shop.orders a WHERE a.city = 'x')",
      undefined,
    ],
  ])('tells the column that a text is equal to only where it is certain: %s', async (sql, column) => {
    const { literals } = await partsOf(sql);

    expect(literals.find(({ value }) => value === 'x')?.column).toBe(column);
  });

  it('tells places in characters of the text, also behind others than ASCII', async () => {
    const sql = "SELECT '€😀' FROM shop.customers WHERE name = 'O''Hara' AND city = E'\\n'";

    const { literals } = await partsOf(sql);

    expect(literals.map(({ start, end }) => sql.slice(start, end))).toEqual(["'€😀'", "'O''Hara'", "E'\\n'"]);
    expect(literals.map(({ value, role }) => [value, role])).toEqual([
      ['€😀', 'constant'],
      ["O'Hara", 'compare'],
      ["E'\\n'", 'constant'],
    ]);
  });
});
