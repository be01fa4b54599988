import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { plainStatements, statementsOf } from '../../../commands/fuzz/corpus.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const SCHEMA = 'test/data/sql-safety/postgres.schema.json';

async function checkSql(args: readonly string[], input: string) {
  const child = spawn(process.execPath, ['commands/check-sql.ts', ...args], { cwd: root });
  child.stdin.end(input);
  const [out, error] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const code = child.exitCode ?? (await new Promise((resolve) => child.once('close', resolve)));
  return {
    code,
    error,
    answers: out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  };
}

const linesOf = (name: string, dialect: string) =>
  statementsOf(name, dialect)
    .map(({ id, sql }) => JSON.stringify({ id, sql }))
    .join('\n');

describe('npm run check-sql', () => {
  it.each([
    ['postgres', ['--schema', SCHEMA]],
    ['redshift', []],
    ['athena', []],
  ])(
    'lets harmless statements of %s pass and refuses the others',
    async (dialect, schema) => {
      const [harmless, harmful] = await Promise.all(
        ['allow.jsonl', 'refuse.jsonl'].map((name) =>
          checkSql(['--dialect', dialect, ...schema], linesOf(name, dialect)),
        ),
      );

      expect(harmless?.answers.filter(({ verdict }) => verdict !== 'allow')).toEqual([]);
      expect(harmful?.answers.filter(({ verdict }) => verdict !== 'refuse')).toEqual([]);
      expect(harmful?.answers).toHaveLength(statementsOf('refuse.jsonl', dialect).length);
    },
    120_000,
  );

  it('refuses attacks of our own in athena', async () => {
    const attacks = plainStatements('attacks.athena.sql').map((sql, id) => JSON.stringify({ id, sql }));

    const { answers } = await checkSql(['--dialect', 'athena'], attacks.join('\n'));

    expect(answers).toHaveLength(attacks.length);
    expect(answers.filter(({ verdict }) => verdict !== 'refuse')).toEqual([]);
  });

  it.each([
    ['SELECT id, tags[1] AS t FROM sales ORDER BY t', 'allow'],
    ['SELECT transform(tags, x -> x + 1), u.t FROM sales CROSS JOIN UNNEST(tags) AS u(t)', 'allow'],
    ['SELECT secret AS secret FROM sales', 'refuse'],
    ['SELECT s.secret FROM db.sales s', 'refuse'],
    ['SELECT * FROM hidden', 'refuse'],
  ])('knows what a reader of a schema file may see in athena: %s', async (sql, verdict) => {
    const folder = mkdtempSync(join(tmpdir(), 'inquery-schema-'));
    const schema = join(folder, 'schema.json');
    const columns = [
      { name: 'id', type: 'bigint' },
      { name: 'tags', type: 'array(bigint)' },
    ];
    writeFileSync(schema, JSON.stringify({ tables: [{ name: 'db.sales', columns }] }));

    const { answers } = await checkSql(
      ['--dialect', 'athena', '--schema', schema],
      JSON.stringify({ id: 1, sql }),
    );

    rmSync(folder, { recursive: true });
    expect(answers).toMatchObject([{ id: 1, verdict }]);
  });

  it('tells of a line it cannot read, and goes on', async () => {
    const input = '{"id": 1, "sql": "SELECT 1"}\r\nnonsense\n\n{"id": "x"}\n{"id": 2, "sql": "DROP TABLE t"}';

    const { code, answers } = await checkSql(['--dialect', 'postgres'], input);

    expect(answers).toEqual([
      { id: 1, verdict: 'allow', reason: null },
      { id: null, verdict: 'error', reason: expect.stringContaining('Line 2') },
      { id: 'x', verdict: 'error', reason: expect.stringContaining('Line 4') },
      {
        id: 2,
        verdict: 'refuse',
        reason: expect.stringContaining('not a SELECT'),
        code: 'not-a-query',
        fragment: 'DROP TABLE t',
      },
    ]);
    expect(code).toBe(2);
  });

  it.each([
    [['--dialect', 'oracle'], '--dialect must be one of postgres, redshift, athena'],
    [[], '--dialect must be one of'],
    [['--dialect', 'postgres', '--schema', 'nowhere.json'], 'nowhere.json is no schema file'],
    [['--dialect', 'postgres', '--schema', 'package.json'], 'package.json is no schema file'],
  ])('says what is wrong with %j', async (args, message) => {
    const { code, error } = await checkSql(args, '');

    expect(error).toContain(message);
    expect(code).toBe(1);
  });
});
