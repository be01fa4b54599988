import { describe, expect, it } from '@jest/globals';
import {
  checkPostgresStatement,
  judgePostgresStatement,
} from '../../../../shared/sql-guard/check-statement.ts';
import type { GuardScope } from '../../../../shared/sql-guard/guard-scope.ts';

const text = (...names: string[]) => names.map((name) => ({ name, type: 'text' }));
const scope: GuardScope = {
  tables: [
    { schema: 'shop', name: 'orders', columns: text('id', 'status') },
    { schema: 'shop', name: 'staff', columns: text('id', 'name'), partial: true },
    { schema: 'shop', name: 'sizes', columns: text('id'), estimatedRows: 5 },
  ],
};

const judge = (sql: string) => judgePostgresStatement(sql, scope);

describe('a verdict', () => {
  it.each([
    ['SELECT pg_sleep(1)', 'function', 'pg_sleep'],
    ['SELECT 1; DROP TABLE x', 'multiple-statements', 'DROP TABLE x'],
    ["SELECT 'x'::regclass", 'type', 'regclass'],
    ['SELECT id OPERATOR(evil.+) 1 FROM orders', 'operator', 'evil.+'],
    ['SELECT * FROM pg_class', 'system-catalogue', 'pg_class'],
    ['SELECT o.leak FROM orders o', 'unknown-column', 'o.leak'],
    ['SELECT (o).leak FROM orders o', 'possible-call', '(…).leak'],
    ["SELECT repeat('x', 9999999)", 'unbounded-text', 'repeat'],
    ['SELECT 1 FROM orders FOR UPDATE', 'row-lock', 'lockingClause'],
    ['SELECT 1 INTO x', 'select-into', 'intoClause'],
  ])('on %j says what offends', async (sql, code, fragment) => {
    await expect(judge(sql)).resolves.toMatchObject({ verdict: 'refuse', code, fragment });
  });

  it('gives its reason in a sentence', async () => {
    await expect(judge('SELECT pg_sleep(1)')).resolves.toMatchObject({
      reason: 'This SQL was not run: the function pg_sleep is not on the list of what a question may use.',
    });
  });

  it('names the columns there are, so that a model can put it right', async () => {
    await expect(judge('SELECT o.state FROM orders o')).resolves.toMatchObject({
      reason: 'There is no column o.state. There are: id, status.',
    });
  });

  it('is the same for a table out of sight and for one that does not exist', async () => {
    const reasons = await Promise.all([
      judge('SELECT * FROM shop.secrets'),
      judge('SELECT * FROM shop.nothing'),
    ]);

    expect(reasons.map((verdict) => ('reason' in verdict ? verdict.reason : ''))).toEqual([
      'There is no table shop.secrets.',
      'There is no table shop.nothing.',
    ]);
  });

  it.each([
    ['SELECT 1 FROM nothing', 'UnknownRelation'],
    ['SELECT nothing FROM orders', 'UnknownColumn'],
    ['SELECT FROM WHERE', 'SqlSyntaxError'],
    ['SELECT pg_sleep(1)', 'UnsafeSql'],
  ])('on %j is an error named %s for a task', async (sql, name) => {
    await expect(checkPostgresStatement(sql, scope)).rejects.toMatchObject({ name });
  });
});

describe('a table with columns out of sight', () => {
  it.each(['SELECT id, name FROM staff', 'SELECT s.name FROM staff s', 'SELECT count(*) FROM staff'])(
    'may be asked for the others: %s',
    async (sql) => {
      await expect(judge(sql)).resolves.toEqual({ verdict: 'allow' });
    },
  );

  it.each([
    'SELECT * FROM staff',
    'SELECT s.* FROM staff s',
    'SELECT to_jsonb(s) FROM staff s',
    'SELECT s FROM staff s',
    'SELECT s::text FROM staff s',
    'SELECT count(s) FROM staff s',
    'SELECT x FROM (SELECT s AS x FROM staff s) y',
    'SELECT a FROM staff AS s(i, n, a)',
    'SELECT 1 FROM staff NATURAL JOIN orders',
    'SELECT j FROM (staff s JOIN orders o USING (id)) AS j',
    'SELECT s.* IS NULL FROM staff s',
    'TABLE staff',
  ])('is not shown whole: %s', async (sql) => {
    await expect(judge(sql)).resolves.toMatchObject({ verdict: 'refuse', code: 'hidden-columns' });
  });

  it('keeps its columns from whoever knows their names', async () => {
    await expect(judge('SELECT salary FROM staff')).resolves.toMatchObject({ code: 'unknown-column' });
    await expect(judge('SELECT 1 FROM staff s WHERE s.salary > 1')).resolves.toMatchObject({
      code: 'unknown-column',
    });
    await expect(judge('SELECT 1 AS salary FROM staff GROUP BY salary')).resolves.toMatchObject({
      code: 'unknown-column',
    });
    await expect(judge('SELECT id FROM staff ORDER BY salary')).resolves.toMatchObject({
      code: 'unknown-column',
    });
    await expect(judge('SELECT 1 FROM staff a JOIN staff b USING (salary)')).resolves.toMatchObject({
      code: 'unknown-column',
    });
  });
});

describe('without a schema', () => {
  const free = (sql: string) => judgePostgresStatement(sql, {});

  it.each([
    'SELECT o.id, name FROM orders o JOIN shop.customers c ON c.id = o.customer_id',
    'SELECT x.id FROM (SELECT * FROM orders) x',
    'SELECT status, count(*) FROM orders GROUP BY status',
    'SELECT * FROM a JOIN b ON a.x = b.x JOIN c ON c.y = b.y',
    'SELECT * FROM a, b, c WHERE x = y AND y = z',
  ])('columns of any table pass: %s', async (sql) => {
    await expect(free(sql)).resolves.toEqual({ verdict: 'allow' });
  });

  it.each([
    'SELECT (o).leak FROM orders o',
    'SELECT x.leak FROM (SELECT id FROM orders) x',
    'SELECT leak.leak FROM unnest(ARRAY(SELECT o FROM orders o)) AS leak',
    'SELECT * FROM a, b, c',
    'SELECT * FROM pg_class',
  ])('what may be a call does not: %s', async (sql) => {
    await expect(free(sql)).resolves.toMatchObject({ verdict: 'refuse' });
  });
});

describe('large tables', () => {
  it('that are known to be small may be multiplied', async () => {
    await expect(judge('SELECT 1 FROM sizes a, sizes b, sizes c, orders o')).resolves.toEqual({
      verdict: 'allow',
    });
  });
});

describe('a statement out of proportion', () => {
  it.each([
    ['too long', `SELECT '${'x'.repeat(100_001)}'`, 'too-long'],
    ['nested in brackets', `SELECT ${'('.repeat(1000)}1${')'.repeat(1000)}`, 'allow'],
    ['a chain of operators', `SELECT ${'1 + '.repeat(3000)} 1`, 'too-deep'],
    ['nested subqueries', `SELECT ${'(SELECT '.repeat(400)}1${')'.repeat(400)}`, 'too-deep'],
    ['nested calls', `SELECT ${'lower('.repeat(350)}'x'${')'.repeat(350)}`, 'too-deep'],
    ['doubling columns', doubling(12), 'construct'],
    ['a long list', `SELECT 1 FROM orders WHERE id IN (${"'x',".repeat(5000)} 'y')`, 'allow'],
    ['many rows of VALUES', `VALUES ${'(1),'.repeat(2000)} (2)`, 'allow'],
  ])('%s gets a verdict', async (_, sql, expected) => {
    const verdict = await judge(sql);

    expect('code' in verdict ? verdict.code : verdict.verdict).toBe(expected);
  });
});

/** `SELECT *, * FROM (SELECT *, * FROM (…))`: each level doubles the columns. */
function doubling(levels: number): string {
  return levels === 0 ? 'SELECT 1 AS a' : `SELECT *, * FROM (${doubling(levels - 1)}) x`;
}
