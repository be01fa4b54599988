import { createHash } from 'node:crypto';
import { authorise, principalOf } from '../../shared/authorisation/authorise.ts';
import { ExecuteQueryInput } from '../../shared/contracts/question-machine.ts';
import { isTied } from '../../shared/engines/tied-rank.ts';
import { writeSnapshot } from '../../shared/jobs/snapshot.ts';
import { findSource } from '../../shared/platform/find-source.ts';
import { InqueryError } from '../../shared/platform/inquery-error.ts';
import { newTask } from '../../shared/platform/task.ts';
import { configuration, engineFor, objects, ports } from './dependencies.ts';

/** Runs exactly the SQL that Check passed and keeps the rows as a snapshot. */
export const handler = newTask({
  input: ExecuteQueryInput,
  ports,
  run: async ({ job, sql, sha256 }, notes) => {
    if (createHash('sha256').update(sql).digest('hex') !== sha256) {
      throw new InqueryError('UnsafeSql', 'This SQL is not the SQL that was checked.');
    }
    const source = findSource((await configuration.current()).value, job.source);
    const { login } = authorise(job.source, source, principalOf(job));
    const { rows, bytes, statementSeconds } = source.limits;
    const engine = await engineFor(source, login);
    const ranAt = new Date().toISOString();
    const limits = { rows, bytes, statementMs: statementSeconds * 1000 };
    const started = performance.now();
    const result = await engine.run(sql, limits);
    const tied = await isTied(engine, sql, result, performance.now() - started, limits);
    const { snapshot, written } = writeSnapshot(objects, job.id, { ...result, tied }, ranAt);
    notes.write(written);
    return snapshot;
  },
});
