import { describe, expect, it } from '@jest/globals';
import { checkPostgresStatement } from '../../../../shared/sql-guard/check-statement.ts';

const columns = (...names: string[]) => names.map((name) => ({ name, type: 'text' }));
const scope = {
  tables: [
    {
      schema: 'shop',
      name: 'orders',
      columns: [
        ...columns('id', 'customer_id', 's', 'c', 'd', 'name', 'pattern', 'tags'),
        { name: 't', type: 'numeric' },
        { name: 'total', type: 'numeric' },
      ],
    },
    { schema: 'shop', name: 'customers', columns: columns('id', 'name') },
    { schema: 'shop', name: 'items', columns: columns('id') },
    { schema: 'old', name: 'items', columns: columns('id') },
    { schema: 'shop', name: 'staff', columns: columns('id', 'name'), partial: true },
  ],
};

const check = (sql: string) => checkPostgresStatement(sql, scope);

describe('checkPostgresStatement', () => {
  it.each([
    ['a join', 'SELECT c.name, o.total FROM shop.orders o JOIN shop.customers c ON c.id = o.customer_id'],
    [
      'three joins',
      'SELECT 1 FROM shop.orders a LEFT JOIN shop.customers b USING (id) CROSS JOIN shop.items c',
    ],
    ['a set operation', 'SELECT id FROM shop.orders UNION ALL SELECT id FROM shop.customers'],
    ['a window', 'SELECT sum(total) OVER (PARTITION BY c ORDER BY d ROWS 2 PRECEDING) FROM shop.orders'],
    ['a filtered aggregate', "SELECT count(*) FILTER (WHERE s = 'x') FROM shop.orders"],
    ['an ordered-set aggregate', 'SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY t) FROM shop.orders'],
    ['a subquery', 'SELECT 1 FROM shop.orders WHERE id IN (SELECT id FROM shop.items)'],
    ['a lateral subquery', 'SELECT 1 FROM shop.orders o, LATERAL (SELECT o.id) x'],
    ['an unqualified name that is unique', 'SELECT 1 FROM orders'],
    ['VALUES', "VALUES (1, 'a')"],
    ['TABLE', 'TABLE shop.orders'],
    ['casts', "SELECT '1'::int, total::numeric(10,2), '{1}'::int[], CAST(d AS date) FROM shop.orders"],
    ['an array element', 'SELECT tags[1], tags[1:2] FROM shop.orders'],
    ['a pattern', "SELECT 1 FROM shop.orders WHERE name ~* '^a.{2,5}$'"],
    ['a final semicolon', 'SELECT 1;'],
  ])('lets %s pass', async (_, sql) => {
    await expect(check(sql)).resolves.toBeUndefined();
  });

  it.each([
    ['a write', 'DELETE FROM shop.orders'],
    ['a write inside WITH', 'WITH gone AS (DELETE FROM shop.orders RETURNING *) SELECT * FROM gone'],
    [
      'a write inside a nested WITH',
      'SELECT * FROM (WITH g AS (DELETE FROM shop.orders RETURNING 1) TABLE g) x',
    ],
    ['two statements', 'SELECT 1; SELECT 2'],
    ['SELECT INTO', 'SELECT * INTO copy FROM shop.orders'],
    ['a row lock', 'SELECT * FROM shop.orders FOR UPDATE'],
    ['EXPLAIN', 'EXPLAIN ANALYZE SELECT 1'],
    ['COPY', "COPY shop.orders TO '/tmp/x'"],
    ['SET', 'SET statement_timeout = 0'],
    ['a function that reads files', "SELECT pg_read_file('/etc/passwd')"],
    ['a function that sleeps', 'SELECT pg_sleep(10)'],
    ['a function of another schema', 'SELECT shop.lower(name) FROM shop.customers'],
    ['a function in FROM', "SELECT * FROM pg_ls_dir('/')"],
    ['a function in VALUES', "VALUES ((SELECT set_config('a', 'b', false)))"],
    ['a function in ORDER BY', 'SELECT 1 FROM shop.orders ORDER BY pg_sleep(1)'],
    ['a function in LIMIT', 'SELECT 1 FROM shop.orders LIMIT pg_backend_pid()'],
    ['a call by field notation', 'SELECT (c).leak FROM shop.customers c'],
    ['a system catalogue', 'SELECT * FROM pg_catalog.pg_authid'],
    ['a system catalogue without schema', 'SELECT * FROM pg_authid'],
    ['the information schema', 'SELECT * FROM information_schema.tables'],
    ['a table of another database', 'SELECT * FROM other.shop.orders'],
    ["somebody's own operator", 'SELECT name OPERATOR(shop.~~~~) 1 FROM shop.customers'],
    ["somebody's own operator in ORDER BY", 'SELECT 1 FROM shop.orders ORDER BY id USING OPERATOR(shop.<)'],
    ['an operator nobody knows', 'SELECT name ~~~~ 1 FROM shop.customers'],
    ['a type that looks into the catalogues', "SELECT 'shop.secrets'::regclass::oid"],
    ["somebody's own type", "SELECT 'x'::shop.orders"],
    ['a parameter', 'SELECT $1'],
    ['a pattern with a back-reference', String.raw`SELECT 'aa' ~ '(a|a)*\1'`],
    ['a pattern that repeats repeats', "SELECT 'a' ~ '((a{1,200}){1,200}){1,200}'"],
    ['a pattern from a column', 'SELECT 1 FROM shop.orders WHERE name ~ pattern'],
  ])('refuses %s', async (_, sql) => {
    await expect(check(sql)).rejects.toMatchObject({ name: 'UnsafeSql' });
  });

  it.each([
    ['a table out of sight', 'SELECT * FROM shop.secrets'],
    ['an ambiguous unqualified name', 'SELECT * FROM items'],
    ['a table out of sight behind a join', 'SELECT 1 FROM shop.orders JOIN shop.secrets USING (id)'],
    ['a table out of sight in a set operation', 'SELECT 1 UNION SELECT id FROM shop.secrets'],
    [
      'a table named like a WITH of another scope',
      'SELECT 1 FROM (WITH secrets AS (SELECT 1) TABLE secrets) x, secrets',
    ],
    [
      'a table inside the WITH that takes its name',
      'WITH secrets AS (SELECT * FROM secrets) SELECT * FROM secrets',
    ],
    [
      'a table before the WITH that takes its name',
      'WITH a AS (TABLE secrets), secrets AS (SELECT 1) TABLE a',
    ],
  ])('finds no %s', async (_, sql) => {
    await expect(check(sql)).rejects.toMatchObject({ name: 'UnknownRelation' });
  });

  it.each([
    ['refers to an earlier one', 'WITH a AS (SELECT 1), b AS (TABLE a) SELECT * FROM b, a'],
    ['is recursive', 'WITH RECURSIVE t AS (SELECT 1 UNION SELECT 2 FROM t) SELECT * FROM t'],
    ['is used inside a subquery', 'WITH a AS (SELECT 1) SELECT (SELECT count(*) FROM a)'],
    ['is used on both sides of UNION', 'WITH a AS (SELECT 1) SELECT * FROM a UNION SELECT * FROM a'],
  ])('knows a WITH that %s', async (_, sql) => {
    await expect(check(sql)).resolves.toBeUndefined();
  });

  it('passes on what the grammar says of a syntax error', async () => {
    await expect(check('SELECT FROM WHERE')).rejects.toMatchObject({
      name: 'SqlSyntaxError',
      message: expect.stringContaining('WHERE'),
    });
  });

  it.each(['', '   ', '-- nothing'])('finds no statement in %j', async (sql) => {
    await expect(check(sql)).rejects.toMatchObject({ name: 'SqlSyntaxError' });
  });

  it('lets any table pass that is no system catalogue when nothing is said about tables', async () => {
    await expect(checkPostgresStatement('SELECT * FROM anything.at_all', {})).resolves.toBeUndefined();
    await expect(checkPostgresStatement('SELECT * FROM pg_class', {})).rejects.toThrow('system catalogue');
  });
});
