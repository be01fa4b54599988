import { describe, expect, it } from '@jest/globals';
import { checkWrapped, wrapStatement } from '../../../../shared/sql-guard/wrap-statement.ts';

describe('wrapStatement', () => {
  it.each([
    ['a plain statement', 'SELECT 1', 'COPY (SELECT 1\n) TO STDOUT (FORMAT csv, HEADER true)'],
    ['one with a semicolon', 'SELECT 1 ; ', 'COPY (SELECT 1\n) TO STDOUT (FORMAT csv, HEADER true)'],
    [
      'one that ends in a comment',
      'SELECT 1 -- x',
      'COPY (SELECT 1 -- x\n) TO STDOUT (FORMAT csv, HEADER true)',
    ],
    ['one beyond ASCII', "SELECT 'é' ; -- ü", "COPY (SELECT 'é'\n) TO STDOUT (FORMAT csv, HEADER true)"],
  ])('keeps the words of %s', async (_, sql, expected) => {
    await expect(wrapStatement(sql, 'copy-csv')).resolves.toBe(expected);
  });

  it('puts EXPLAIN before a statement', async () => {
    await expect(wrapStatement('SELECT 1;', 'explain')).resolves.toBe('EXPLAIN (FORMAT JSON) SELECT 1');
  });

  it.each([
    'SELECT 1) TO STDOUT; DELETE FROM t; COPY (SELECT 1',
    'DELETE FROM t',
    'SELECT 1; SELECT 2',
    'ANALYZE SELECT 1',
    '',
  ])('refuses to wrap %j', async (sql) => {
    await expect(wrapStatement(sql, 'copy-csv')).rejects.toThrow();
    await expect(wrapStatement(sql, 'explain')).rejects.toThrow();
  });
});

describe('checkWrapped', () => {
  it.each([
    ['another statement', 'COPY (SELECT 2) TO STDOUT', 'CopyStmt'],
    ['a program', "COPY (SELECT 1) TO PROGRAM 'x'", 'CopyStmt'],
    ['a file', "COPY (SELECT 1) TO '/tmp/x'", 'CopyStmt'],
    ['a table instead', 'COPY t TO STDOUT', 'CopyStmt'],
    ['a second statement', 'COPY (SELECT 1) TO STDOUT; SELECT 1', 'CopyStmt'],
    ['EXPLAIN that runs', 'EXPLAIN ANALYZE SELECT 1', 'ExplainStmt'],
    ['another kind', 'EXPLAIN SELECT 1', 'CopyStmt'],
  ])('refuses %s around SELECT 1', async (_, wrapped, kind) => {
    await expect(checkWrapped(wrapped, 'SELECT 1', kind)).rejects.toMatchObject({ name: 'UnsafeSql' });
  });
});
