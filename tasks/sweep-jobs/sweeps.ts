import { batchEvent } from '../../shared/batches/batch-event.ts';
import type { BatchStore } from '../../shared/batches/batch-store.ts';
import { sweepBatch } from '../../shared/batches/sweep-batch.ts';
import { type EndRefreshPorts, sweepRefresh } from '../../shared/catalog/end-refreshes.ts';
import type { Executions } from '../../shared/jobs/executions.ts';
import type { ExportStore } from '../../shared/jobs/export-store.ts';
import type { JobStore } from '../../shared/jobs/job-store.ts';
import { sweepExport } from '../../shared/jobs/sweep-export.ts';
import { sweepJob } from '../../shared/jobs/sweep-job.ts';
import type { PublishedEvent } from '../../shared/notifications/eventbridge-publisher.ts';
import { exportEvent } from '../../shared/notifications/export-event.ts';
import { questionEvent } from '../../shared/notifications/question-event.ts';
import type { ExecutionStatus } from '../../shared/platform/execution-status.ts';
import type { LogFields } from '../../shared/platform/log-fields.ts';
import { sweepRun } from '../../shared/schedules/finalise-run.ts';
import type { ScheduleStore } from '../../shared/schedules/schedule-store.ts';

export interface SweepingPorts extends EndRefreshPorts {
  readonly jobs: JobStore;
  readonly executions: Executions;
  readonly exports: ExportStore;
  readonly exportExecutions: Executions;
  readonly batches: BatchStore;
  readonly schedules: ScheduleStore;
  /** Of executions of batches, schedules and refreshes. */
  readonly statusOf: ExecutionStatus;
}

/** One thing that is open: what the log says it is, and how it is put right; that gives the event that is owed. */
export interface Sweep {
  readonly about: LogFields;
  readonly putRight: () => Promise<PublishedEvent | undefined>;
}

/** A kind of things that may be open: its name, and those there are that were made before an ISO time. */
export interface SweptKind {
  readonly kind: string;
  readonly list: (createdBefore: string) => Promise<readonly Sweep[]>;
}

/** All kinds. The runs of standing questions come after the questions they ask. */
export function sweptKinds(ports: SweepingPorts, now: Date): readonly SweptKind[] {
  return [
    { kind: 'questions', list: (before) => openQuestions(ports, before, now) },
    { kind: 'exports', list: (before) => openExports(ports, before, now) },
    { kind: 'batches', list: (before) => openBatches(ports, before, now) },
    { kind: 'runs', list: () => openRuns(ports, now) },
    { kind: 'refreshes', list: () => heldSources(ports, now) },
  ];
}

const jobSweeps = (
  ids: readonly string[],
  putRight: (id: string) => ReturnType<Sweep['putRight']>,
): Sweep[] => ids.map((id) => ({ about: { jobId: id }, putRight: () => putRight(id) }));

async function openQuestions(ports: SweepingPorts, before: string, now: Date): Promise<Sweep[]> {
  const putRight = async (id: string) => {
    const job = await sweepJob(ports.jobs, ports.executions, id, now);
    return job && questionEvent(job);
  };
  return jobSweeps(await ports.jobs.listOpen(before), putRight);
}

async function openExports(ports: SweepingPorts, before: string, now: Date): Promise<Sweep[]> {
  const putRight = async (id: string) => {
    const job = await sweepExport(ports.exports, ports.exportExecutions, id, now);
    return job && exportEvent(job);
  };
  return jobSweeps(await ports.exports.listOpen(before), putRight);
}

async function openBatches(ports: SweepingPorts, before: string, now: Date): Promise<Sweep[]> {
  const putRight = async (id: string) => {
    const batch = await sweepBatch(ports.batches, ports.statusOf, id, now);
    return batch && batchEvent(batch);
  };
  return jobSweeps(await ports.batches.listRunning(before), putRight);
}

async function openRuns(ports: SweepingPorts, now: Date): Promise<Sweep[]> {
  return (await ports.schedules.listOpenRuns()).map((firing) => ({
    about: { ...firing },
    putRight: () => sweepRun(firing, ports, now),
  }));
}

async function heldSources(ports: SweepingPorts, now: Date): Promise<Sweep[]> {
  return (await ports.leases.held()).map((held) => ({
    about: { source: held.source },
    putRight: async () => {
      await sweepRefresh(held, ports, now);
      return undefined;
    },
  }));
}
