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
