import { checkPostgresStatement } from './check-statement.ts';
import type { GuardScope } from './guard-scope.ts';
import { type Verdict, verdictOf } from './verdict.ts';

export const DIALECTS = ['postgres', 'redshift', 'athena'] as const;
export type Dialect = (typeof DIALECTS)[number];

type Check = (sql: string, scope: GuardScope) => Promise<void>;

/** The parsers of the other dialects are large: each is loaded when its dialect is first asked for. */
const CHECKS: Readonly<Record<Dialect, () => Promise<Check>>> = {
  postgres: async () => checkPostgresStatement,
  redshift: async () => (await import('./redshift/check-redshift-statement.ts')).checkRedshiftStatement,
  athena: async () => (await import('./athena/check-athena-statement.ts')).checkAthenaStatement,
};

/** Whether a statement of a dialect may run, as a value. */
export async function judgeStatement(dialect: Dialect, sql: string, scope: GuardScope): Promise<Verdict> {
  const check = await CHECKS[dialect]();
  return verdictOf(() => check(sql, scope));
}
