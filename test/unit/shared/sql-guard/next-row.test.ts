import { describe, expect, it } from '@jest/globals';
import { nextRow } from '../../../../shared/sql-guard/next-row.ts';

describe('nextRow', () => {
  it.each([
    ['an alias', 'SELECT name, sum(x) AS total FROM t GROUP BY 1 ORDER BY total DESC, name LIMIT 5', 1],
    ['a place', 'SELECT name, sum(x) FROM t GROUP BY 1 ORDER BY 2 DESC LIMIT 5', 1],
    ['the expression', 'SELECT sum(x), name FROM t GROUP BY 2 ORDER BY sum(x) DESC NULLS LAST LIMIT 5', 0],
    ['a column', 'SELECT t.name, t.x FROM t ORDER BY t.x DESC LIMIT 5', 1],
    ['a WITH', 'WITH a AS (SELECT 1 AS x LIMIT 3) SELECT x FROM a ORDER BY x LIMIT 5', 0],
    ['letters beyond ASCII', "SELECT 'é' AS x FROM t ORDER BY x\nlimit 5", 0],
  ])('asks for the row behind the last, ordered by %s', async (_, sql, column) => {
    expect(await nextRow(sql)).toEqual({ count: 5, column, sql: sql.replace(/5$/, '1 OFFSET 5') });
  });

  it.each([
    ['no limit', 'SELECT x FROM t ORDER BY x'],
    ['no order', 'SELECT x FROM t LIMIT 5'],
    ['an offset', 'SELECT x FROM t ORDER BY x OFFSET 2 LIMIT 5'],
    ['ties already', 'SELECT x FROM t ORDER BY x FETCH FIRST 5 ROWS WITH TIES'],
    ['a limit that is computed', 'SELECT x FROM t ORDER BY x LIMIT 2 + 3'],
    ['a limit inside only', 'SELECT x FROM (SELECT x FROM t ORDER BY x LIMIT 5) q'],
    ['a comment behind it', 'SELECT x FROM t ORDER BY x LIMIT 5 -- LIMIT 5'],
    ['an order that is not shown', 'SELECT name FROM t ORDER BY x LIMIT 5'],
    ['a star', 'SELECT *, x FROM t ORDER BY x LIMIT 5'],
    ['a place that is not there', 'SELECT x FROM t ORDER BY 3 LIMIT 5'],
    ['a union', 'SELECT 1 AS x UNION SELECT 2 ORDER BY x LIMIT 5'],
    ['a lock', 'SELECT x FROM t ORDER BY x LIMIT 5 FOR UPDATE'],
  ])('has nothing to ask of a statement with %s', async (_, sql) => {
    expect(await nextRow(sql)).toBeUndefined();
  });

  it('is refused what is no single statement', async () => {
    await expect(nextRow('SELECT x FROM t ORDER BY x LIMIT 5; DELETE FROM t')).rejects.toThrow();
  });
});
