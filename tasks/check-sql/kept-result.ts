import type { Access } from '../../shared/authorisation/authorise.ts';
import { resultKey } from '../../shared/authorisation/result-key.ts';
import type { SourceConfiguration } from '../../shared/contracts/configuration.ts';
import type { CheckedSql, QuestionInput } from '../../shared/contracts/question-machine.ts';
import { findResult } from '../../shared/jobs/result-cache.ts';
import type { ObjectStore } from '../../shared/platform/object-store.ts';
import { isRepeatable } from '../../shared/sql-guard/postgres/is-repeatable.ts';
import type { Node } from '../../shared/sql-guard/postgres/parse-tree.ts';

interface CheckedQuery {
  readonly job: QuestionInput;
  readonly sql: string;
  readonly tree: Node;
  readonly source: SourceConfiguration;
  readonly access: Access;
}

/** Whether a result that was kept can stand for running a checked statement; `rows` of it when one does. */
export async function keptResult(
  objects: Pick<ObjectStore, 'getText'>,
  { job, sql, tree, source, access }: CheckedQuery,
): Promise<{ readonly cache: CheckedSql['cache']; readonly rows: number }> {
  const { resultCacheSeconds: seconds } = source;
  if (seconds === 0 || !isRepeatable(tree)) return { cache: 'none', rows: 0 };
  if (job.fresh) return { cache: 'keep', rows: 0 };
  const kept = await findResult(objects, resultKey(job.source, source, access, sql), seconds);
  return kept ? { cache: 'reuse', rows: kept.rowCount } : { cache: 'keep', rows: 0 };
}
