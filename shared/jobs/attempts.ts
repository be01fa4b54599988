import type { Attempt, Step } from '../contracts/job.ts';

/** The states that try the SQL of the attempt before them, whichever line of work they stand in. */
const TRYING = /^(Check|Execute)/;

/** Every SQL a job tried: a step with `sql` begins an attempt, and how Check and Execute then fared ends it. */
export function attemptsOf(steps: readonly Step[]): Attempt[] {
  const attempts: Attempt[] = [];
  // Lines of work that go on at once mix their steps.
  const last = new Map<string | undefined, Attempt>();
  for (const { state, branch, sql, error } of steps) {
    const current = last.get(branch);
    if (sql !== undefined) {
      const begun = { sql, ...(error && { error }) };
      attempts.push(begun);
      last.set(branch, begun);
    } else if (current && TRYING.test(state)) current.error = error;
  }
  return attempts.map(({ sql, error }) => (error ? { sql, error } : { sql }));
}
