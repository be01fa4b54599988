import type { Attempt, Step } from '../contracts/job.ts';

/** The states that try the SQL of the attempt before them. */
const TRYING = ['Check', 'CheckMatch', 'Execute'];

/** Every SQL a job tried: a step with `sql` begins an attempt, and how Check and Execute then fared ends it. */
export function attemptsOf(steps: readonly Step[]): Attempt[] {
  const attempts: Attempt[] = [];
  for (const { state, sql, error } of steps) {
    const last = attempts.at(-1);
    if (sql !== undefined) attempts.push({ sql, ...(error && { error }) });
    else if (last && TRYING.includes(state)) last.error = error;
  }
  return attempts.map(({ sql, error }) => (error ? { sql, error } : { sql }));
}
