import { findVisibleJob } from '../../../shared/http/find-visible-job.ts';
import { problem } from '../../../shared/http/http-problem.ts';
import { json } from '../../../shared/http/http-response.ts';
import { requireSnapshot } from '../../../shared/http/require-snapshot.ts';
import { readRows } from '../../../shared/jobs/snapshot.ts';
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
