import { ExportJob } from '../contracts/exports.ts';
import { principalKey } from './job-item.ts';
import { jobKey } from './job-key.ts';

type Item = Record<string, unknown>;

/**
 * An export as DynamoDB keeps it, in the table of the questions. What was asked and how it ended are JSON text: a
 * state machine writes them without naming each attribute's type. `openKind` is there until it has ended.
 */
export function toExportItem({ asked, ending: _ending, steps: _steps, ...job }: ExportJob): Item {
  return {
    ...jobKey(job.id),
    ...job,
    asked: JSON.stringify(asked),
    steps: {},
    principalKey: principalKey(asked.principalId, job.kind),
    openKind: job.kind,
  };
}

const FIELDS = Object.keys(ExportJob.shape);

/** Files that are past their time are gone, whatever the record says: lifecycle rules tell nobody. */
export function toExport(item: Item, now: number): ExportJob {
  const fields = Object.fromEntries(Object.entries(item).filter(([name]) => FIELDS.includes(name)));
  const job = ExportJob.parse({
    ...fields,
    asked: parse(item.asked),
    steps: Object.entries(item.steps ?? {})
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, step]) => parse(step)),
    lastError: parse(item.lastError),
    ending: parse(item.ending),
  });
  const expiresAt = job.ending?.expiresAt;
  const isExpired = job.status === 'READY' && expiresAt !== undefined && Date.parse(expiresAt) <= now;
  return isExpired ? { ...job, status: 'EXPIRED' } : job;
}

const parse = (text: unknown): unknown => (typeof text === 'string' ? JSON.parse(text) : undefined);
