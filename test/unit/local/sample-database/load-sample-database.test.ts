import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  loadSampleDatabase,
  type SampleDatabase,
} from '../../../../local/sample-database/load-sample-database.ts';
import { type SampleServer, startSampleServer } from './sample-server.ts';

/** Each table of northwind with its twin and its rows. */
const TABLES = [
  ['categories', 't_cat_mst', 8],
  ['customer_demographics', 't_cust_typ', 6],
  ['customer_customer_demo', 't_cust_typ_lnk', 110],
  ['customers', 't_cust_mst', 91],
  ['employees', 't_emp_mst', 9],
  ['employee_territories', 't_emp_terr_lnk', 49],
  ['order_details', 't_ord_ln', 2155],
  ['orders', 't_ord_hdr', 830],
  ['products', 't_prd_mst', 77],
  ['region', 't_rgn', 4],
  ['shippers', 't_shpr', 3],
  ['suppliers', 't_splr_mst', 29],
  ['territories', 't_terr', 53],
  ['us_states', 't_us_st', 51],
] as const;
const DIGEST = TABLES.map(
  ([name]) =>
    `SELECT '${name}' AS name, md5(string_agg(t::text, '|' ORDER BY t::text)) FROM northwind.${name} t`,
).join(' UNION ALL ');

describe('loadSampleDatabase', () => {
  let server: SampleServer;
  let sample: SampleDatabase;

  beforeAll(async () => {
    server = await startSampleServer();
    sample = await loadSampleDatabase({ adminUrl: server.url, scale: 1 });
  });

  afterAll(() => server.close());

  const ask = <R extends object>(sql: string) => server.ask<R>(sample.readerUrl, sql);

  it.each(TABLES)('fills %s as Northwind does, and its twin %s', async (name, twin, rows) => {
    const counts = await ask(
      `SELECT (SELECT count(*)::int FROM northwind.${name}) AS own, (SELECT count(*)::int FROM nw_abbr.${twin}) AS twin`,
    );

    expect(counts).toEqual([{ own: rows, twin: rows }]);
  });

  it.each(TABLES)('gives %s and %s the same rows', async (name, twin, _rows) => {
    const differences = await ask(
      `(SELECT t::text FROM northwind.${name} t EXCEPT ALL SELECT t::text FROM nw_abbr.${twin} t)
       UNION ALL (SELECT t::text FROM nw_abbr.${twin} t EXCEPT ALL SELECT t::text FROM northwind.${name} t)`,
    );

    expect(differences).toEqual([]);
  });

  it('relates northwind by foreign keys and nw_abbr by hints in comments, one for one', async () => {
    const keys = await ask<{ hinted: number; keyed: number; strays: number }>(
      `SELECT count(*) FILTER (WHERE col_description(attrelid, attnum) ~ '\\[FK: \\w+\\.\\w+\\]$')::int AS hinted,
         (SELECT count(*)::int FROM pg_constraint WHERE contype = 'f' AND connamespace = 'northwind'::regnamespace) AS keyed,
         (SELECT count(*)::int FROM pg_constraint WHERE contype = 'f' AND connamespace = 'nw_abbr'::regnamespace) AS strays
       FROM pg_attribute JOIN pg_class c ON c.oid = attrelid WHERE relnamespace = 'nw_abbr'::regnamespace`,
    );

    expect(keys).toEqual([{ hinted: 13, keyed: 13, strays: 0 }]);
  });

  it('comments on every table and column of nw_abbr', async () => {
    const silent = await ask(
      `SELECT attrelid::regclass, attname FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
       WHERE relnamespace = 'nw_abbr'::regnamespace AND relkind = 'r' AND attnum > 0
         AND (col_description(attrelid, attnum) IS NULL OR obj_description(attrelid, 'pg_class') IS NULL)`,
    );

    expect(silent).toEqual([]);
  });

  it('leaves what makes questions interesting: idle customers, open and late orders, empty fields', async () => {
    const [found] = await ask(
      `SELECT (SELECT count(*)::int FROM customers WHERE customer_id NOT IN (SELECT customer_id FROM orders)) >= 3 AS idle,
         (SELECT count(*) FROM orders WHERE shipped_date IS NULL) BETWEEN 10 AND 30 AS open,
         (SELECT count(*) FROM orders WHERE shipped_date > required_date) > 10 AS late,
         (SELECT count(*) FROM customers WHERE fax IS NULL) > 10 AS faxless,
         (SELECT count(*) FROM customers WHERE region IS NULL) > 30 AS regionless,
         (SELECT count(*) FROM products WHERE discontinued = 1) = 6 AS discontinued,
         (SELECT max(order_date) = '2025-12-31' AND min(order_date) >= '2023-01-01' FROM orders) AS span,
         (SELECT count(*) FROM employees WHERE reports_to IS NULL) = 1 AS chief`,
    );

    expect(Object.values(found ?? {})).toEqual(Array(8).fill(true));
  });

  it('keeps time in order: nothing is ordered from the unhired, shipped before ordered, or sold once withdrawn', async () => {
    const impossible = await ask(
      `SELECT order_id FROM orders JOIN employees USING (employee_id)
       WHERE order_date < hire_date OR shipped_date <= order_date OR required_date <= order_date`,
    );

    expect(impossible).toEqual([]);
  });

  it('gives the planner statistics to read', async () => {
    const [found] = await ask<{ tables: number }>(
      `SELECT count(DISTINCT tablename)::int AS tables FROM pg_stats WHERE schemaname IN ('northwind', 'nw_abbr')`,
    );

    expect(found?.tables).toBe(28);
  });

  it('returns at once when all is there', async () => {
    const again = await loadSampleDatabase({ adminUrl: server.url, scale: 1 });

    expect(again).toEqual({ ...sample, loaded: false });
  });

  it('makes the same rows whenever it loads, and three times the orders at scale 3', async () => {
    const first = await ask(DIGEST);
    await loadSampleDatabase({ adminUrl: server.url, scale: 3 });
    const [tripled] = await ask(
      `SELECT (SELECT count(*)::int FROM customers) AS customers, (SELECT count(*)::int FROM orders) AS orders,
         (SELECT count(*)::int FROM order_details) AS lines, (SELECT count(*)::int FROM products) AS products`,
    );
    await loadSampleDatabase({ adminUrl: server.url, scale: 1 });

    expect([tripled, await ask(DIGEST)]).toEqual([
      { customers: 273, orders: 2490, lines: 6465, products: 154 },
      first,
    ]);
  });

  describe('its login', () => {
    it.each([
      ['write a row', "INSERT INTO northwind.shippers VALUES (9, 'x')"],
      ['write in the twin schema', 'DELETE FROM nw_abbr.t_ord_hdr'],
      ['make a table', 'CREATE TABLE public.own (n int)'],
      ['make a table in a schema it reads', 'CREATE TABLE northwind.own (n int)'],
      ['make a temporary table', 'CREATE TEMPORARY TABLE own (n int)'],
      ['make a schema', 'CREATE SCHEMA own'],
      ['make a function', "CREATE FUNCTION northwind.f() RETURNS int LANGUAGE sql AS 'SELECT 1'"],
      ['raise its limit on temporary files', "SET temp_file_limit = '-1'"],
    ])('may not %s, even in a transaction that writes', async (_, sql) => {
      await expect(ask(`BEGIN READ WRITE; ${sql}`)).rejects.toThrow('permission denied');
    });

    it('may not enter another database of the server', async () => {
      const other = sample.readerUrl.replace(/sample$/, 'postgres');

      await expect(server.ask(other, 'SELECT 1')).rejects.toThrow('permission denied for database');
    });

    it('starts with its settings pinned', async () => {
      const settings = await ask(
        `SELECT name, setting FROM pg_settings WHERE name IN ('default_transaction_read_only', 'statement_timeout',
           'idle_in_transaction_session_timeout', 'search_path', 'temp_file_limit') ORDER BY name`,
      );

      expect(settings).toEqual([
        { name: 'default_transaction_read_only', setting: 'on' },
        { name: 'idle_in_transaction_session_timeout', setting: '60000' },
        { name: 'search_path', setting: 'northwind' },
        { name: 'statement_timeout', setting: '30000' },
        { name: 'temp_file_limit', setting: '262144' },
      ]);
    });
  });
});
