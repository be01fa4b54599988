import type { ExportJob } from '../contracts/exports.ts';
import type { QuestionJob } from '../contracts/job.ts';
import { type Measured, measured } from '../platform/embedded-metrics.ts';
import { attemptsOf } from './attempts.ts';

/** A question that has ended, in metrics; undefined while it has not. */
export function questionMetrics({ status, createdAt, endedAt, steps }: QuestionJob): Measured[] | undefined {
  if (endedAt === undefined) return undefined;
  const values = {
    Questions: 1,
    QuestionLatency: msBetween(createdAt, endedAt),
    QuestionAttempts: attemptsOf(steps).length,
    QuestionCostUsd: steps.reduce((sum, { costUsd = 0 }) => sum + costUsd, 0),
  };
  return [measured('question', { Status: status }, values)];
}

/** An export that has ended, in metrics, with the speed of its query and its writing; undefined while it has not. */
export function exportMetrics({ status, endedAt, ending }: ExportJob): Measured[] | undefined {
  if (endedAt === undefined) return undefined;
  // Its files may have come to the end of their time since.
  const counted = measured('export', { Status: status === 'EXPIRED' ? 'READY' : status }, { Exports: 1 });
  if (ending?.files === undefined || ending.ranAt === undefined) return [counted];
  const ms = msBetween(ending.ranAt, endedAt);
  const bytes = ending.files.reduce((sum, file) => sum + file.bytes, 0);
  const values = {
    ExportRows: ending.rows ?? 0,
    ExportBytes: bytes,
    ExportLatency: ms,
    ExportSpeed: (bytes * 1000) / Math.max(ms, 1),
  };
  return [counted, measured('exportFiles', {}, values)];
}

const msBetween = (from: string, to: string) => Math.max(0, Date.parse(to) - Date.parse(from));
