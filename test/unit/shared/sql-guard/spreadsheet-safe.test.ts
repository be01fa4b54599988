import { describe, expect, it } from '@jest/globals';
import { spreadsheetSafeCopy } from '../../../../shared/sql-guard/spreadsheet-safe.ts';

const CSV = { header: true, delimiter: ',' };
const COLUMNS = [{ name: 'a', type: 'text' }];

describe('spreadsheetSafeCopy', () => {
  it('leaves the statement as it stands, without its semicolon', async () => {
    const wrapped = await spreadsheetSafeCopy("SELECT 'x' AS a ; -- done", COLUMNS, CSV);

    expect(wrapped).toContain("FROM (SELECT 'x' AS a\n) AS r(c1)");
  });

  it('touches no column of numbers or times', async () => {
    const columns = ['int8', 'numeric', 'timestamptz', 'date'].map((type) => ({ name: type, type }));

    await expect(spreadsheetSafeCopy('TABLE t', columns, CSV)).resolves.toMatch(
      /^COPY \(SELECT r\.c1 AS "int8", r\.c2 AS "numeric", r\.c3 AS "timestamptz", r\.c4 AS "date" FROM/,
    );
  });

  it.each([
    "SELECT 'x') AS r(c1)) TO STDOUT; DROP TABLE t; COPY (SELECT 1 FROM (SELECT 1",
    "SELECT 'x') AS q, (SELECT 'y'",
    "SELECT 'x') AS r(c1) WHERE pg_sleep(1) IS NULL) TO STDOUT --",
    'DELETE FROM t RETURNING a',
    'SELECT 1; SELECT 2',
  ])('refuses %j', async (sql) => {
    await expect(spreadsheetSafeCopy(sql, COLUMNS, CSV)).rejects.toThrow();
  });

  it('quotes whatever a column is called', async () => {
    const columns = [{ name: 'a" FROM t; --', type: 'int4' }];

    await expect(spreadsheetSafeCopy('SELECT 1', columns, CSV)).resolves.toContain('AS "a"" FROM t; --"');
  });
});
