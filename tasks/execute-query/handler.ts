import { createHash } from 'node:crypto';
import { type Access, authorise, principalOf } from '../../shared/authorisation/authorise.ts';
import { resultKey } from '../../shared/authorisation/result-key.ts';
import { visibleCatalog } from '../../shared/authorisation/visible-catalog.ts';
import { ExecuteQueryInput } from '../../shared/contracts/question-machine.ts';
import { isTied } from '../../shared/engines/tied-rank.ts';
import { rowsDigest } from '../../shared/generation/candidates/rows-digest.ts';
import { noteResult } from '../../shared/jobs/result-cache.ts';
import { writeSnapshot } from '../../shared/jobs/snapshot.ts';
import { findSource } from '../../shared/platform/find-source.ts';
import { InqueryError } from '../../shared/platform/inquery-error.ts';
import { newTask } from '../../shared/platform/task.ts';
import { type UnmatchedFilter, unmatchedFilters } from '../../shared/retrieval/unmatched-filters.ts';
import { catalogs, configuration, engineFor, objects, ports, valueIndexes } from './dependencies.ts';
import { examineEmpty, isEmpty } from './examine-empty.ts';
import { reuseResult } from './reuse-result.ts';

/** Runs exactly the SQL that Check passed and keeps the rows as a snapshot; an empty result is looked into first. */
export const handler = newTask({
  input: ExecuteQueryInput,
  ports,
  run: async (event, notes) => {
    const { job, step, sql, sha256, examine, compare, cache } = event;
    if (createHash('sha256').update(sql).digest('hex') !== sha256) {
      throw new InqueryError('UnsafeSql', 'This SQL is not the SQL that was checked.');
    }
    const source = findSource((await configuration.current()).value, job.source);
    const access = authorise(job.source, source, principalOf(job));
    const key = resultKey(job.source, source, access, sql);
    const reused = cache === 'reuse' ? await reuseResult(objects, key, event) : undefined;
    if (reused) {
      notes.write(reused.written);
      return reused.snapshot;
    }
    const { rows, bytes, statementSeconds } = source.limits;
    const engine = await engineFor(source, access.login);
    const ranAt = new Date().toISOString();
    const limits = { rows, bytes, statementMs: statementSeconds * 1000 };
    const started = performance.now();
    const result = await engine.run(sql, limits);
    const tied = await isTied(engine, sql, result, performance.now() - started, limits);
    const unmatched = isEmpty(result.rows) ? await lookUp(event, access) : [];
    const notices = examineEmpty(unmatched, examine);
    const { snapshot, written } = writeSnapshot(
      objects,
      { jobId: job.id, ...step },
      { ...result, tied },
      ranAt,
    );
    // The note last: whoever finds it finds the rows. A result with something to be said of it is no one else's.
    const isKept = cache !== 'none' && notices.length === 0;
    notes.write(isKept ? written.then(() => noteResult(objects, key, snapshot)) : written);
    return {
      ...snapshot,
      ...(notices.length > 0 && { notices }),
      ...(compare && { digest: rowsDigest(result.columns, result.rows) }),
    };
  },
});

/** The filters that no stored value meets, by what this login may see. */
async function lookUp(
  { job, filters }: ExecuteQueryInput,
  { policy, login }: Access,
): Promise<UnmatchedFilter[]> {
  const whole = filters.length > 0 ? await catalogs.load(job.source) : undefined;
  if (!whole) return [];
  const index = await valueIndexes.load(whole, { secretName: login.secretName, policy });
  return unmatchedFilters(filters, visibleCatalog(whole, policy), index);
}
