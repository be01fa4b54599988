import { isoNow } from '../../../shared/http/clock.ts';
import { problem } from '../../../shared/http/http-problem.ts';
import { json } from '../../../shared/http/http-response.ts';
import { exportPath } from '../../../shared/http/job-paths.ts';
import { exportSummary } from '../export-view.ts';
import { findVisibleExport } from '../find-visible-export.ts';
import type { Operation } from '../operation.ts';

/**
 * The record ends first; the worker that may be at it finds that out within seconds and clears away its files. An
 * execution that was never started is: it finds the export ended and breaks off, by which the finaliser hears of it.
 */
export const cancelExport: Operation<'cancelExport'> = async ({ params, principal }, dependencies) => {
  const { exports, exportExecutions, clock } = dependencies;
  const visible = await findVisibleExport(exports, params.id, principal);
  const ending = { status: 'CANCELLED', endedBy: 'caller' } as const;
  const job = (await exports.close(visible.id, ending, isoNow(clock))) ?? visible;
  if (job.status !== 'CANCELLED') {
    throw problem('AlreadyEnded', `The export has ended as ${job.status}; it stays so.`, {
      instance: exportPath(job.id),
      jobStatus: job.status,
    });
  }
  const isThere = await exportExecutions.stop(job.id, 'The caller cancelled the export.');
  if (!isThere) await exportExecutions.start(job.asked);
  return json(200, exportSummary(job));
};
