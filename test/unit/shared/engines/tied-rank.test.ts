import { describe, expect, it } from '@jest/globals';
import type { QueryResult } from '../../../../shared/engines/query-engine.ts';
import { isTied } from '../../../../shared/engines/tied-rank.ts';
import { InqueryError } from '../../../../shared/platform/inquery-error.ts';

const SQL = 'SELECT name, n FROM t ORDER BY n DESC, name LIMIT 2';
const LIMITS = { rows: 100, bytes: 1_000, statementMs: 20_000 };
const result = (rows: QueryResult['rows'], truncated = false): QueryResult => ({
  columns: [],
  rows,
  truncated,
});
const TOP = result([
  ['a', '9'],
  ['b', '7'],
]);

/** An engine that has these rows behind those asked for. */
function engineWith(beyond: QueryResult['rows'] | Error) {
  const asked: string[] = [];
  const run = async (sql: string) => {
    asked.push(sql);
    if (beyond instanceof Error) throw beyond;
    return result(beyond);
  };
  return { run, asked };
}

describe('isTied', () => {
  it('is told by the row behind the last, looked up by the same statement', async () => {
    const engine = engineWith([['c', '7']]);

    expect(await isTied(engine, SQL, TOP, 5, LIMITS)).toBe(true);
    expect(engine.asked).toEqual(['SELECT name, n FROM t ORDER BY n DESC, name LIMIT 1 OFFSET 2']);
  });

  it.each([
    ['the next one ranks lower', [['c', '6']]],
    ['there is no next one', []],
    ['it cannot be looked up', new InqueryError('StatementTimeout', 'Too slow.')],
  ])('is not when %s', async (_, beyond) => {
    expect(await isTied(engineWith(beyond), SQL, TOP, 5, LIMITS)).toBe(false);
  });

  it('says nothing of ranks that are not there', async () => {
    const unknown = result([
      ['a', '9'],
      ['b', null],
    ]);

    expect(await isTied(engineWith([['c', null]]), SQL, unknown, 5, LIMITS)).toBe(false);
  });

  it.each([
    ['fewer rows came than were asked for', SQL, result([['a', '9']]), 5],
    ['the rows were cut', SQL, { ...TOP, truncated: true }, 5],
    ['the statement was slow', SQL, TOP, 2_000],
    ['nothing was ranked', 'SELECT name, n FROM t LIMIT 2', TOP, 5],
    ['nothing was found', SQL, result([]), 5],
  ])('is not looked up when %s', async (_, sql, first, ms) => {
    const engine = engineWith([['c', '7']]);

    expect(await isTied(engine, sql, first, ms, LIMITS)).toBe(false);
    expect(engine.asked).toEqual([]);
  });
});
