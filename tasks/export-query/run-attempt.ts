import { createHash } from 'node:crypto';
import { authorise } from '../../shared/authorisation/authorise.ts';
import type { ExportEnding, ExportJob } from '../../shared/contracts/exports.ts';
import { type RunningExport, startCsvExport } from '../../shared/exports/export-csv.ts';
import { exportName } from '../../shared/exports/export-name.ts';
import { findSource } from '../../shared/platform/find-source.ts';
import { InqueryError } from '../../shared/platform/inquery-error.ts';
import { endFailedAttempt } from './end-failed-attempt.ts';
import { exportFolder } from './export-folder.ts';
import { keepLease, type LeasedExport, whyStopped } from './leased-export.ts';
import type { WorkerPorts } from './ports.ts';
import { tell } from './tell.ts';

/** Kept back from the function's own time, to complete or clear away what was written. */
const RESERVE_MS = 30_000;
/** The server's own limit lies behind ours, which says what to do instead. */
const GRACE_MS = 5_000;
const DAY_MS = 24 * 3_600_000;

const TOO_LONG =
  'This export needs more time than an export has (15 minutes). Ask for less at a time, such as a year or a region, or for totals instead of single rows; or have whoever runs the database unload it.';

/** Writes the files of an export whose lease this worker has; throws when the message is to come again. */
export async function runAttempt(leased: LeasedExport, ports: WorkerPorts): Promise<void> {
  const stop = new AbortController();
  const timer = setTimeout(
    () => stop.abort(new InqueryError('StatementTimeout', TOO_LONG)),
    timeLeft(leased),
  );
  const ended = await writeFiles(leased, stop, ports)
    .catch((error: unknown) =>
      endFailedAttempt(leased, stop.signal.aborted ? stop.signal.reason : error, ports),
    )
    .finally(() => clearTimeout(timer));
  if (ended) await tell(ended, ports);
}

/** Resolves with the export as it is once its files can be had. */
async function writeFiles(
  leased: LeasedExport,
  stop: AbortController,
  ports: WorkerPorts,
): Promise<ExportJob> {
  const { job, owner } = leased;
  // Of attempts before this one, nothing is of use.
  await ports.store.clear(`${exportFolder(job.id)}/`);
  const ranAt = new Date();
  const running = await start(leased, stop.signal, ports);
  const release = keepLease(leased, running, stop, ports);
  const { rows, files } = await running.done.finally(release);
  const endedAt = new Date();
  const ending: ExportEnding = {
    rows,
    ranAt: ranAt.toISOString(),
    files: [...files],
    expiresAt: new Date(endedAt.getTime() + ports.retentionDays * DAY_MS).toISOString(),
  };
  const ended = await ports.exports.finish(job.id, owner, ending, endedAt.toISOString());
  if (!ended) throw await whyStopped(job.id, ports.exports);
  ports.logger.info('Exported', measures(leased, ending, endedAt.getTime() - ranAt.getTime()));
  return ended;
}

/** Under the policy of now, by the login of the principal who asked. */
async function start(
  { message: { export: asked, sql, sha256 }, ...leased }: LeasedExport,
  signal: AbortSignal,
  { configuration, engineFor, store }: WorkerPorts,
): Promise<RunningExport> {
  if (createHash('sha256').update(sql).digest('hex') !== sha256) {
    throw new InqueryError('UnsafeSql', 'This SQL is not the SQL that was checked.');
  }
  const source = findSource((await configuration.current()).value, asked.source);
  const { login } = authorise(asked.source, source, { ...asked, id: asked.principalId });
  const engine = await engineFor(source, login);
  const words = asked.title ?? asked.question?.question ?? asked.source;
  const name = exportName(words, asked.askedAt.slice(0, 10));
  const folder = exportFolder(asked.id, leased.job.attempt);
  const statementMs = timeLeft(leased) + GRACE_MS;
  return startCsvExport(
    { engine, store },
    { sql, options: asked.options, folder, name, statementMs, signal },
  );
}

const timeLeft = ({ delivery }: Pick<LeasedExport, 'delivery'>) =>
  Math.max(0, delivery.endsAt - performance.now() - RESERVE_MS);

function measures({ job }: LeasedExport, { rows, files = [] }: ExportEnding, ms: number) {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return { jobId: job.id, attempt: job.attempt, rows, bytes, files: files.length, ms };
}
