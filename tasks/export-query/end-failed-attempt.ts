import { RETRYABLE_ERRORS } from '../../shared/contracts/errors.ts';
import type { ExportJob } from '../../shared/contracts/exports.ts';
import { errorFields } from '../../shared/platform/error-fields.ts';
import { InqueryError } from '../../shared/platform/inquery-error.ts';
import { namedError } from '../../shared/platform/named-error.ts';
import { exportFolder } from './export-folder.ts';
import { ExportStopped, type LeasedExport } from './leased-export.ts';
import type { WorkerPorts } from './ports.ts';
import { secondsUntilNext } from './seconds-until-next.ts';

const RETRYABLE: readonly string[] = [...RETRYABLE_ERRORS, 'Internal'];

/**
 * Clears away what the attempt left, then: nothing more where it was stopped; where another attempt may help, lets
 * the message come again, later each time, by throwing; else ends the export and returns it. An attempt that did make
 * the export READY, and only never heard of it, has not failed: it is returned as it is.
 */
export async function endFailedAttempt(
  leased: LeasedExport,
  reason: unknown,
  ports: WorkerPorts,
): Promise<ExportJob | undefined> {
  const { job, owner } = leased;
  // Throws where that cannot be known: files that somebody may be given are not cleared away.
  const now = await ports.exports.find(job.id);
  if (now?.status === 'READY' && now.attempt === job.attempt) return now;
  await ports.store
    .clear(`${exportFolder(job.id, job.attempt)}/`)
    .catch((error: unknown) =>
      ports.logger.warn('What an attempt left was not cleared.', { jobId: job.id, ...errorFields(error) }),
    );
  if (reason instanceof ExportStopped) {
    // Taken over, the message may be the other's: it stays.
    if (reason.reason === 'taken-over') throw reason;
    return undefined;
  }
  const { name, message } = namedError(reason);
  ports.logger.warn('An attempt of an export failed.', {
    jobId: job.id,
    attempt: job.attempt,
    name,
    ...errorFields(reason instanceof InqueryError ? (reason.cause ?? reason) : reason),
  });
  if (RETRYABLE.includes(name)) return comeAgain(leased, { name, message }, ports);
  const at = new Date().toISOString();
  const error = { name, message };
  return ports.exports.close(job.id, { status: 'FAILED', endedBy: 'worker', owner, error }, at);
}

async function comeAgain(
  { job, owner, delivery }: LeasedExport,
  error: Pick<InqueryError, 'name' | 'message'>,
  { exports, queue }: WorkerPorts,
): Promise<never> {
  await exports.giveUp(job.id, owner, error);
  await queue.hideFor(delivery.receiptHandle, secondsUntilNext(delivery));
  throw new InqueryError(error.name, error.message);
}
