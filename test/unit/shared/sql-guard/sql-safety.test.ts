import { beforeAll, describe, expect, it } from '@jest/globals';
import { plainStatements, sampleScope, statementsOf } from '../../../../commands/fuzz/corpus.ts';
import { judgePostgresStatement } from '../../../../shared/sql-guard/check-statement.ts';
import { checkRedshiftStatement } from '../../../../shared/sql-guard/redshift/check-redshift-statement.ts';
import type { Verdict } from '../../../../shared/sql-guard/verdict.ts';
import { verdictOf } from '../../../../shared/sql-guard/verdict.ts';
import { attackFamilies } from './attack-families.ts';

const scope = sampleScope();

type Judge = (sql: string) => Promise<Verdict>;

async function ofVerdict(verdict: Verdict['verdict'], statements: readonly string[], judge: Judge) {
  const found: string[] = [];
  for (const sql of statements) if ((await judge(sql)).verdict === verdict) found.push(sql);
  return found;
}

const sqlOf = (name: string, dialect: string) => statementsOf(name, dialect).map(({ sql }) => sql);

describe.each([
  ['postgres', (sql: string) => judgePostgresStatement(sql, scope)],
  ['redshift', (sql: string) => verdictOf(() => checkRedshiftStatement(sql, {}))],
] satisfies [string, Judge][])('the guard, over statements written against it in %s', (dialect, judge) => {
  it('lets analytic SELECTs pass', async () => {
    expect(await ofVerdict('refuse', sqlOf('allow.jsonl', dialect), judge)).toEqual([]);
  });

  it('refuses what does harm', async () => {
    expect(await ofVerdict('allow', sqlOf('refuse.jsonl', dialect), judge)).toEqual([]);
  });
});

describe('the guard of Redshift', () => {
  const tables = [
    {
      schema: 'public',
      name: 'sales',
      columns: [{ name: 'id' }, { name: 'amt' }, { name: 'data', type: 'super' }],
    },
  ];
  const judge: Judge = (sql) => verdictOf(() => checkRedshiftStatement(sql, { tables }));

  it('refuses attacks of our own', async () => {
    const free: Judge = (sql) => verdictOf(() => checkRedshiftStatement(sql, {}));

    expect(await ofVerdict('allow', plainStatements('attacks.redshift.sql'), free)).toEqual([]);
  });

  it.each([
    'SELECT id, amt AS a FROM sales ORDER BY a',
    'SELECT s.id, s.data.city FROM public.sales s',
    'SELECT x.n FROM (SELECT count(*) AS n FROM sales) x',
    'WITH c AS (SELECT id AS k FROM sales) SELECT k FROM c',
    'SELECT ID, SUM(AMT) AS Total FROM Sales GROUP BY ID HAVING SUM(amt) > 1 ORDER BY total DESC',
    'SELECT DATEDIFF(month, id, amt) FROM sales',
  ])('lets pass what the reader may see: %s', async (sql) => {
    await expect(judge(sql)).resolves.toEqual({ verdict: 'allow' });
  });

  it.each([
    ['SELECT secret FROM sales', 'unknown-column'],
    ['SELECT s.secret FROM sales s', 'unknown-column'],
    ['SELECT secret AS secret FROM sales', 'unknown-column'],
    ['SELECT * FROM hidden', 'unknown-table'],
    ['SELECT * FROM dev.public.sales', 'other-database'],
  ])('refuses what the reader may not see: %s', async (sql, code) => {
    await expect(judge(sql)).resolves.toMatchObject({ verdict: 'refuse', code });
  });
});

describe('the guard, over statements of our own in postgres', () => {
  const judge: Judge = (sql) => judgePostgresStatement(sql, scope);

  it('lets harmless ones pass', async () => {
    expect(await ofVerdict('refuse', plainStatements('harmless.sql'), judge)).toEqual([]);
  });

  it('refuses attacks', async () => {
    expect(await ofVerdict('allow', plainStatements('attacks.sql'), judge)).toEqual([]);
  });

  describe('that put every payload into every position', () => {
    let attacks: readonly string[] = [];
    beforeAll(() => {
      attacks = attackFamilies();
    });

    it('are more than a thousand', () => {
      expect(attacks.length).toBeGreaterThan(1000);
    });

    it('are all refused, and not for their syntax', async () => {
      const judged = await Promise.all(attacks.map(async (sql) => ({ sql, verdict: await judge(sql) })));
      const escaped = judged.filter(
        ({ verdict }) => verdict.verdict === 'allow' || verdict.code === 'syntax',
      );

      expect(escaped).toEqual([]);
    });
  });
});
