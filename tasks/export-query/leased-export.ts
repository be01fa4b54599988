import type { ExportJob, ExportMessage } from '../../shared/contracts/exports.ts';
import type { RunningExport } from '../../shared/exports/export-csv.ts';
import type { ExportStore } from '../../shared/jobs/export-store.ts';
import { errorFields } from '../../shared/platform/error-fields.ts';
import type { Delivery, WorkerPorts } from './ports.ts';

/** After a worker's death, this long nobody takes up its export. */
export const LEASE_SECONDS = 15;
const PROGRESS_MS = 2_000;

export interface LeasedExport {
  readonly message: ExportMessage;
  readonly job: ExportJob;
  readonly owner: string;
  readonly delivery: Delivery;
}

/** Why a worker stops that is not at fault: the export was ended meanwhile, or another has taken it over. */
export class ExportStopped extends Error {
  override readonly name = 'ExportStopped';
  readonly reason: 'ended' | 'taken-over';

  constructor(reason: 'ended' | 'taken-over') {
    super(`The export is ${reason}.`);
    this.reason = reason;
  }
}

/** When a write was refused that only the lease's owner may make, of an export that has not ended. */
export async function whyStopped(id: string, exports: Pick<ExportStore, 'find'>): Promise<ExportStopped> {
  const job = await exports.find(id);
  return new ExportStopped(job && !job.endedAt ? 'taken-over' : 'ended');
}

/**
 * Tells every few seconds how far the export is, and keeps lease and message with this worker by it. Finds out that
 * way when it is to stop, and then aborts it. Returns how to end this.
 */
export function keepLease(
  { job, owner, delivery }: LeasedExport,
  running: Pick<RunningExport, 'progress'>,
  stop: AbortController,
  { exports, queue, logger }: Pick<WorkerPorts, 'exports' | 'queue' | 'logger'>,
): () => void {
  let until = Date.now() + LEASE_SECONDS * 1000;
  const renew = async () => {
    const next = Date.now() + LEASE_SECONDS * 1000;
    if (!(await exports.recordProgress(job.id, { owner, until: next }, running.progress))) {
      return stop.abort(await whyStopped(job.id, exports));
    }
    until = next;
    await queue.hideFor(delivery.receiptHandle, LEASE_SECONDS);
  };
  let isWriting = false;
  const beat = async () => {
    // One at a time: of two under way, the earlier could be written last, and the progress go back.
    if (isWriting) return;
    isWriting = true;
    await renew()
      .catch((error: unknown) => {
        logger.warn('The progress of an export was not written.', { jobId: job.id, ...errorFields(error) });
        if (Date.now() >= until) stop.abort(new ExportStopped('taken-over'));
      })
      .finally(() => {
        isWriting = false;
      });
  };
  void beat();
  const timer = setInterval(() => void beat(), PROGRESS_MS);
  return () => clearInterval(timer);
}
