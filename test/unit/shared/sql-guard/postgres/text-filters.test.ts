import { describe, expect, it } from '@jest/globals';
import { onlyStatement } from '../../../../../shared/sql-guard/check-statement.ts';
import { textFilters } from '../../../../../shared/sql-guard/postgres/text-filters.ts';

const columns = (...names: string[]) => names.map((name) => ({ name, type: 'text' }));
const TABLES = [
  { schema: 'shop', name: 'customers', columns: columns('id', 'country', 'name') },
  { schema: 'shop', name: 'orders', columns: columns('id', 'customer_id', 'ship_city') },
];

const filtersOf = async (sql: string) => textFilters((await onlyStatement(sql)).tree, TABLES);
const short = async (sql: string) =>
  (await filtersOf(sql)).map(
    ({ table, column, match, fold, literals }) => `${table}.${column} ${match} ${fold} ${literals.join('|')}`,
  );

describe('textFilters', () => {
  it.each([
    ["country = 'Germny'", 'shop.customers.country whole none Germny'],
    ["'Germny' = c.country", 'shop.customers.country whole none Germny'],
    ["lower(c.country) = 'germny' AND id > '3'", 'shop.customers.country whole lower germny'],
    ["upper(country::text) = 'X'::text", 'shop.customers.country whole upper X'],
    ["country IN ('A', 'B')", 'shop.customers.country whole none A|B'],
    ["name LIKE 'Alf%'", 'shop.customers.name part none Alf'],
    ["name ILIKE '%alf%'", 'shop.customers.name part-any-case none alf'],
  ])('finds %s', async (condition, filter) => {
    expect(await short(`SELECT count(*) FROM shop.customers AS c WHERE ${condition}`)).toEqual([filter]);
  });

  it.each([
    "country <> 'A'",
    "country NOT IN ('A')",
    "name NOT LIKE 'A%'",
    "NOT country = 'A'",
    "country = 'A' OR country = 'B'",
    "name LIKE 'A%B'",
    "name LIKE 'A_'",
    'id = 3',
    "country = name || 'x'",
    `country = '${'x'.repeat(101)}'`,
    "country IN ('1', '2', '3', '4', '5', '6')",
  ])('leaves out %s', async (condition) => {
    expect(await short(`SELECT count(*) FROM shop.customers WHERE ${condition}`)).toEqual([]);
  });

  it('looks into joins, subqueries and WITH', async () => {
    const sql = `WITH wanted AS (SELECT id FROM shop.customers WHERE country = 'A')
      SELECT 1 FROM shop.orders o JOIN wanted w ON o.customer_id = w.id AND o.ship_city = 'B'
      WHERE EXISTS (SELECT 1 FROM shop.customers c WHERE c.id = o.customer_id AND c.name = 'C' AND ship_city = 'D')`;

    expect((await short(sql)).sort()).toEqual([
      'shop.customers.country whole none A',
      'shop.customers.name whole none C',
      'shop.orders.ship_city whole none B',
      'shop.orders.ship_city whole none D',
    ]);
  });

  it('does not guess whose a column is, or follow what a subquery calls so', async () => {
    const both = "SELECT 1 FROM shop.customers a, shop.orders b WHERE a.id = b.customer_id AND id = 'A'";
    const renamed = "SELECT 1 FROM (SELECT name AS country FROM shop.customers) s WHERE s.country = 'A'";

    expect(await short(both)).toEqual([]);
    expect(await short(renamed)).toEqual([]);
  });

  it('keeps no more than five', async () => {
    const conditions = Array.from({ length: 9 }, (_, index) => `name = '${index}'`).join(' AND ');

    expect(await filtersOf(`SELECT 1 FROM shop.customers WHERE ${conditions}`)).toHaveLength(5);
  });
});
