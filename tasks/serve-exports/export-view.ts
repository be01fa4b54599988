import type { ExportJob, ExportView } from '../../shared/contracts/exports.ts';
import { exportPath, questionPath } from '../../shared/http/job-paths.ts';
import type { SignedLinks } from '../../shared/platform/signed-links.ts';

const OPEN: readonly ExportJob['status'][] = ['SUBMITTED', 'RUNNING'];

/** An export as HTTP shows it, without links to its files. */
export function exportSummary(job: ExportJob): Omit<ExportView, 'files'> {
  const { id, kind, status, version, asked, createdAt, startedAt, endedAt, attempt, ending = {} } = job;
  const { files, rows = job.rowsWritten, ranAt, expiresAt, error } = ending;
  const progress = progressOf(job);
  return {
    ...{ id, kind, status, version, principal: asked.principalId, source: asked.source },
    ...(asked.questionId && { questionId: asked.questionId }),
    ...{ options: asked.options, createdAt, startedAt, endedAt, ranAt, attempt, rows },
    bytes: files?.reduce((sum, file) => sum + file.bytes, 0) ?? job.bytesWritten,
    ...(progress !== undefined && { progress }),
    ...{ expiresAt, error },
    links: {
      self: exportPath(id),
      ...(asked.questionId && { question: questionPath(asked.questionId) }),
      ...(OPEN.includes(status) && { cancel: exportPath(id) }),
    },
  };
}

/** The same with a new link to each file, once there are any. */
export async function exportView(job: ExportJob, links: Pick<SignedLinks, 'download'>): Promise<ExportView> {
  const summary = exportSummary(job);
  const files = job.status === 'READY' ? job.ending?.files : undefined;
  if (!files) return summary;
  const linked = files.map(async ({ key, name, bytes, sha256 }) => ({
    ...{ name, bytes, sha256 },
    ...(await links.download(key, name)),
  }));
  return { ...summary, files: await Promise.all(linked) };
}

/** Of rows the planner only guesses how many there are: short of the end, it is never the whole. */
function progressOf({ status, rowsWritten, estimatedRows }: ExportJob): number | undefined {
  if (status === 'READY') return 1;
  if (status !== 'RUNNING' || !estimatedRows) return undefined;
  return Math.min(0.99, rowsWritten / estimatedRows);
}
