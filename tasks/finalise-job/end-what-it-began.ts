import { batchEvent } from '../../shared/batches/batch-event.ts';
import type { BatchStore } from '../../shared/batches/batch-store.ts';
import { finaliseBatch } from '../../shared/batches/finalise-batch.ts';
import { type EndRefreshPorts, endRefreshes } from '../../shared/catalog/end-refreshes.ts';
import { BatchInput } from '../../shared/contracts/batch-machine.ts';
import type { ExecutionStatusChange } from '../../shared/contracts/events.ts';
import { ExportInput } from '../../shared/contracts/exports.ts';
import { QuestionStart } from '../../shared/contracts/question-machine.ts';
import { ScheduleInput } from '../../shared/contracts/schedule-machine.ts';
import { VerifyMachineInput } from '../../shared/contracts/verify-machine.ts';
import type { ExportStore } from '../../shared/jobs/export-store.ts';
import { finaliseJob } from '../../shared/jobs/finalise-job.ts';
import type { JobStore } from '../../shared/jobs/job-store.ts';
import { finaliseExport } from '../../shared/jobs/sweep-export.ts';
import type { PublishedEvent } from '../../shared/notifications/eventbridge-publisher.ts';
import { exportEvent } from '../../shared/notifications/export-event.ts';
import { questionEvent } from '../../shared/notifications/question-event.ts';
import { noteBrokenVerification } from '../../shared/retrieval/verified/note-broken-verification.ts';
import type { VerifiedQueryStore } from '../../shared/retrieval/verified/verified-query-store.ts';
import { finaliseRun } from '../../shared/schedules/finalise-run.ts';
import type { ScheduleStore } from '../../shared/schedules/schedule-store.ts';

export interface EndingPorts extends EndRefreshPorts {
  readonly jobs: JobStore;
  readonly exports: ExportStore;
  readonly batches: BatchStore;
  readonly schedules: ScheduleStore;
  readonly verifiedQueries: VerifiedQueryStore;
}

type Ended = Pick<ExecutionStatusChange['detail'], 'executionArn' | 'status'>;

type Ending = (
  input: unknown,
  ended: Ended,
  ports: EndingPorts,
  now: Date,
) => Promise<PublishedEvent | undefined>;

/** Each machine by the last part of its name. */
const ENDINGS: Readonly<Record<string, Ending>> = {
  question: async (input, { status }, { jobs }, now) => {
    const job = await finaliseJob(jobs, QuestionStart.parse(input).id, status, now);
    return job && questionEvent(job);
  },
  export: async (input, _ended, { exports }, now) => {
    const job = await finaliseExport(exports, ExportInput.parse(input).id, now);
    return job && exportEvent(job);
  },
  batch: async (input, { executionArn }, { batches }, now) => {
    const batch = await finaliseBatch(batches, BatchInput.parse(input), executionArn, now);
    return batch && batchEvent(batch);
  },
  schedule: (input, { executionArn }, ports, now) =>
    finaliseRun(ScheduleInput.parse(input), executionArn, ports, now),
  'verify-queries': async (input, _ended, { verifiedQueries }) => {
    const verified = VerifyMachineInput.parse(input);
    if (verified.principal) await noteBrokenVerification(verified, verifiedQueries);
    return undefined;
  },
  catalog: async (_input, { executionArn, status }, ports, now) => {
    await endRefreshes(executionArn, status, ports, now);
    return undefined;
  },
};

/** Ends what an execution of this input has begun. Returns the event that is owed; throws for an unknown machine. */
export async function endWhatItBegan(
  input: unknown,
  ended: Ended,
  ports: EndingPorts,
  now: Date,
): Promise<PublishedEvent | undefined> {
  // arn:aws:states:<region>:<account>:execution:<machine>:<execution>
  const machine = ended.executionArn.split(':')[6] ?? '';
  const found = Object.entries(ENDINGS).find(([kind]) => machine.endsWith(`-${kind}`));
  if (!found) throw new Error(`${machine} is no machine of ours.`);
  return found[1](input, ended, ports, now);
}
