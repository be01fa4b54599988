import type { Attempt, Step } from '../../shared/contracts/job.ts';

const WRITES_SQL = ['Generate', 'Reflect'];
const TRIES_SQL = ['Check', 'Execute'];

/** The SQL written so far and why each did not pass: a step that writes begins one, the next failure marks it. */
export function attemptsFrom(steps: readonly Step[]): Attempt[] {
  const attempts: Attempt[] = [];
  for (const { state, sql, error } of steps) {
    const last = attempts.at(-1);
    if (WRITES_SQL.includes(state) && sql !== undefined) attempts.push({ sql });
    else if (TRIES_SQL.includes(state) && error && last && !last.error) last.error = error;
  }
  return attempts;
}
