import type { ExportJob } from '../contracts/exports.ts';
import { goesOn } from '../platform/execution-status.ts';
import type { Executions } from './executions.ts';
import type { ExportStore } from './export-store.ts';

/** As long as a queue keeps a message: an export still open after that is in none. */
const KEPT_MS = 14 * 24 * 3_600_000;

type Exports = Pick<ExportStore, 'find' | 'close'>;

/**
 * Ends an export whose execution ended without putting it on the queue, or finds it ended. Returns it as it then is;
 * its event may have been sent already, and sent again has the same id.
 */
export function finaliseExport(exports: Exports, id: string, now: Date): Promise<ExportJob | undefined> {
  const message =
    'The export could not be begun: its run broke off, was stopped or took too long. Ask again.';
  const error = { name: 'Internal' as const, message };
  return exports.close(id, { status: 'FAILED', endedBy: 'finaliser', error }, now.toISOString());
}

/**
 * Puts right an export that has been open for a while: one whose execution was never started is started; one that is
 * on no queue is ended, and returned as its event is owed. Exports on the queue are the worker's.
 */
export async function sweepExport(
  exports: Exports,
  executions: Pick<Executions, 'start' | 'status'>,
  id: string,
  now: Date,
): Promise<ExportJob | undefined> {
  const status = await executions.status(id);
  if (goesOn(status)) return undefined;
  const job = await exports.find(id);
  if (!job || job.endedAt !== undefined) return undefined;
  const isQueued = status === 'SUCCEEDED' || (status === undefined && job.status === 'RUNNING');
  if (isQueued && now.getTime() - Date.parse(job.createdAt) < KEPT_MS) return undefined;
  if (status !== undefined || isQueued) return finaliseExport(exports, id, now);
  await executions.start(job.asked);
  return undefined;
}
