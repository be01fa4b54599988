import { batchMetrics } from '../../shared/batches/batch-metrics.ts';
import type { BatchStore } from '../../shared/batches/batch-store.ts';
import { BATCH_EVENTS, EXPORT_EVENTS } from '../../shared/contracts/events.ts';
import type { CountedJobs } from '../../shared/jobs/dynamodb-counted-jobs.ts';
import { exportMetrics, questionMetrics } from '../../shared/jobs/ended-metrics.ts';
import type { ExportStore } from '../../shared/jobs/export-store.ts';
import type { JobStore } from '../../shared/jobs/job-store.ts';
import { usageEntry } from '../../shared/jobs/usage-entry.ts';
import type { UsageCounter } from '../../shared/jobs/usage-ledger.ts';
import type { Measured } from '../../shared/platform/embedded-metrics.ts';

export interface CountPorts {
  readonly jobs: Pick<JobStore, 'find'>;
  readonly exports: Pick<ExportStore, 'find'>;
  readonly batches: Pick<BatchStore, 'find'>;
  readonly usage: UsageCounter;
  readonly counted: CountedJobs;
}

/** What is logged of a job that has ended; the rest is on its record. */
interface CountedJob {
  readonly about: { readonly status: string; readonly source?: string; readonly error?: string | undefined };
  readonly metrics: readonly Measured[];
}

const EXPORTS: readonly string[] = Object.values(EXPORT_EVENTS);
const BATCHES: readonly string[] = Object.values(BATCH_EVENTS);

/** Counts a job of which an event says that it has ended; undefined when it was counted before or is not there. */
export function countJob(
  eventType: string,
  jobId: string,
  ports: CountPorts,
): Promise<CountedJob | undefined> {
  if (EXPORTS.includes(eventType)) return countExport(jobId, ports);
  if (BATCHES.includes(eventType)) return countBatch(jobId, ports);
  return countQuestion(jobId, ports);
}

/** Adds what it used to its principal's day; the mark on its record tells whether that was done before. */
async function countQuestion(id: string, ports: CountPorts): Promise<CountedJob | undefined> {
  const job = await ports.jobs.find(id);
  const metrics = job && questionMetrics(job);
  if (!metrics) return undefined;
  const counted = await ports.usage.count(usageEntry(job));
  if (counted === 'outdated') return countQuestion(id, ports);
  if (counted === 'known') return undefined;
  const { status, source, ending } = job;
  return { about: { status, source, error: ending?.error?.name }, metrics };
}

async function countExport(id: string, { exports, counted }: CountPorts): Promise<CountedJob | undefined> {
  const job = await exports.find(id);
  const metrics = job && exportMetrics(job);
  if (!metrics || !(await counted.note(id))) return undefined;
  const { status, asked, ending } = job;
  return { about: { status, source: asked.source, error: ending?.error?.name }, metrics };
}

async function countBatch(id: string, { batches, counted }: CountPorts): Promise<CountedJob | undefined> {
  const batch = await batches.find(id);
  const metrics = batch && batchMetrics(batch);
  if (!metrics || !(await counted.note(id))) return undefined;
  return { about: { status: batch.status, error: batch.error?.name }, metrics };
}
