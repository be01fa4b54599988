import type { ExecuteQueryInput } from '../../shared/contracts/question-machine.ts';
import type { Snapshot } from '../../shared/contracts/rows.ts';
import { rowsDigest } from '../../shared/generation/candidates/rows-digest.ts';
import { copyResult, findResult } from '../../shared/jobs/result-cache.ts';
import { readRows, snapshotKey } from '../../shared/jobs/snapshot.ts';
import type { ObjectStore } from '../../shared/platform/object-store.ts';

/**
 * The result that Check found, as one of this job. However old it has become since: the planner was not asked about
 * running the query. Undefined only when it is gone, and the query must run after all.
 */
export async function reuseResult(
  objects: ObjectStore,
  key: string,
  { job, step, compare }: ExecuteQueryInput,
): Promise<{ snapshot: Snapshot; written: Promise<void> } | undefined> {
  const noted = await findResult(objects, key, Number.POSITIVE_INFINITY);
  const copied = noted && (await copyResult(objects, noted, snapshotKey({ jobId: job.id, ...step })));
  if (!compare || !copied) return copied;
  const { snapshot, written } = copied;
  const rows = (await readRows(objects, noted, 0, noted.rowCount)) ?? [];
  return { snapshot: { ...snapshot, digest: rowsDigest(snapshot.columns, rows) }, written };
}
