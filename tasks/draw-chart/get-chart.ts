import { findVisibleJob } from '../../shared/http/find-visible-job.ts';
import { problem } from '../../shared/http/http-problem.ts';
import type { Operation } from '../../shared/http/operation.ts';
import { requireSnapshot } from '../../shared/http/require-snapshot.ts';
import { readRows } from '../../shared/jobs/snapshot.ts';
import { drawSvg } from './draw-svg.ts';
import type { Dependencies } from './operation.ts';

/** More marks than this nobody tells apart, and they would take long to draw. */
const MOST_ROWS = 2_000;

export const getChart: Operation<'getChart', Dependencies> = async (
  { params, principal },
  { jobs, objects },
) => {
  const job = await findVisibleJob(jobs, params.id, principal);
  const snapshot = requireSnapshot(job);
  const chart = job.ending?.chart;
  if (!chart) throw problem('ChartNotFound', 'The answer has no chart. Ask for one in the question.');
  const rows = await readRows(objects, snapshot, 0, MOST_ROWS);
  if (!rows) throw problem('RowsNotFound', 'The rows are no longer kept. Ask again.');
  return {
    status: 200,
    headers: {
      'content-type': 'image/svg+xml; charset=utf-8',
      // Opened by itself a picture is a document: it may run and load nothing.
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    },
    body: await drawSvg(chart, snapshot.columns, rows),
  };
};
