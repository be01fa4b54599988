import type { QuestionJob } from '../../../shared/contracts/job.ts';
import { isFinal } from '../../../shared/contracts/job-status.ts';
import type { Snapshot } from '../../../shared/contracts/rows.ts';
import { problem } from '../../../shared/http/http-problem.ts';
import { json } from '../../../shared/http/http-response.ts';
import { readRows } from '../../../shared/jobs/snapshot.ts';
import { findVisibleJob } from '../find-visible-job.ts';
import type { Operation } from '../operation.ts';
import { readRowCursor, writeRowCursor } from '../row-cursor.ts';

export const getRows: Operation<'getRows'> = async ({ params, query, principal }, dependencies) => {
  const job = await findVisibleJob(dependencies.jobs, params.id, principal);
  const snapshot = requireSnapshot(job);
  const from = query.cursor === undefined ? 0 : readRowCursor(query.cursor, job.id);
  const rows = await readRows(dependencies.objects, snapshot, from, query.limit);
  if (!rows) throw problem('RowsNotFound', 'The rows are no longer kept. Ask again.');
  const next = from + query.limit;
  const { columns, rowCount, truncated, ranAt } = snapshot;
  return json(200, {
    ...{ columns, rows, rowCount, truncated, ranAt },
    ...(next < rowCount && { nextCursor: writeRowCursor(job.id, next) }),
  });
};

function requireSnapshot({ status, ending }: QuestionJob): Snapshot {
  if (ending?.snapshot) return ending.snapshot;
  throw isFinal(status)
    ? problem('RowsNotFound', `The question ended as ${status}, without rows.`, { jobStatus: status })
    : problem('RowsNotReady', 'The question has not ended yet.', { jobStatus: status });
}
