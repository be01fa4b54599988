import { type ExportJob, ExportMessage } from '../../shared/contracts/exports.ts';
import { errorFields } from '../../shared/platform/error-fields.ts';
import { InqueryError } from '../../shared/platform/inquery-error.ts';
import { addLogFields } from '../../shared/platform/log-fields.ts';
import { exportFolder } from './export-folder.ts';
import { ExportStopped, LEASE_SECONDS, type LeasedExport } from './leased-export.ts';
import type { Delivery, WorkerPorts } from './ports.ts';
import { runAttempt } from './run-attempt.ts';
import { secondsUntilNext } from './seconds-until-next.ts';
import { tell } from './tell.ts';

/**
 * One delivery of an export's message. Whoever gets the lease works; who finds another at it comes back later; who
 * finds the work done repeats only what may not have been told. Throws when the message is to come again.
 */
export async function workOnExport(delivery: Delivery, ports: WorkerPorts): Promise<void> {
  try {
    await work(delivery, ports);
  } catch (error) {
    // Else it would stay hidden for as long as the lease.
    if (isUnforeseen(error)) await hide(delivery, secondsUntilNext(delivery), ports);
    throw error;
  }
}

/** Of use, not needed: a message that cannot be hidden comes again too soon, or later. */
async function hide(
  { receiptHandle }: Delivery,
  seconds: number,
  { queue, logger }: WorkerPorts,
): Promise<void> {
  await queue
    .hideFor(receiptHandle, seconds)
    .catch((error: unknown) => logger.warn('A message could not be hidden.', errorFields(error)));
}

/** Neither an attempt that failed, whose message has its time already, nor one that another has taken over. */
const isUnforeseen = (error: unknown) => !(error instanceof InqueryError || error instanceof ExportStopped);

async function work(delivery: Delivery, ports: WorkerPorts): Promise<void> {
  const message = ExportMessage.parse(JSON.parse(delivery.body));
  const { id } = message.export;
  addLogFields({ jobId: id, executionArn: message.executionArn });
  const owner = ports.newOwner();
  // From here on a worker that dies leaves neither record nor message for longer than this.
  await hide(delivery, LEASE_SECONDS, ports);
  const now = Date.now();
  const taken = await ports.exports.takeLease(id, { owner, until: now + LEASE_SECONDS * 1000 }, now);
  if (!taken) return ports.logger.warn('There is no export of this id.', { jobId: id });
  if (taken.outcome === 'ended') return finishTelling(taken.job, ports);
  if (taken.outcome === 'held') return ports.queue.sendCopy(delivery.body, (taken.until - now) / 1000 + 1);
  await runAttempt({ message, job: taken.job, owner, delivery } satisfies LeasedExport, ports);
}

/** What was left by a worker that died once the export had ended, by its files or by a cancel. */
async function finishTelling(job: ExportJob, ports: WorkerPorts): Promise<void> {
  const kept = job.status === 'READY' ? `${exportFolder(job.id, job.attempt)}/` : undefined;
  await ports.store.clear(`${exportFolder(job.id)}/`, kept);
  await tell(job, ports);
}
