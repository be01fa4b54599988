import { batchEvent } from '../../shared/batches/batch-event.ts';
import type { BatchStore } from '../../shared/batches/batch-store.ts';
import { finaliseBatch } from '../../shared/batches/finalise-batch.ts';
import { type EndRefreshPorts, endRefreshes } from '../../shared/catalog/end-refreshes.ts';
import { BatchInput } from '../../shared/contracts/batch-machine.ts';
import { RefreshRequest } from '../../shared/contracts/catalog-machine.ts';
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

/** Ends what an execution with this input has begun, whichever machine's it is. Returns the event that is owed. */
export async function endWhatItBegan(
  input: unknown,
  { executionArn, status }: Ended,
  ports: EndingPorts,
  now: Date,
): Promise<PublishedEvent | undefined> {
  const exported = ExportInput.safeParse(input).data;
  if (exported) {
    const job = await finaliseExport(ports.exports, exported.id, now);
    return job && exportEvent(job);
  }
  const batchInput = BatchInput.safeParse(input).data;
  if (batchInput) {
    const batch = await finaliseBatch(ports.batches, batchInput, executionArn, now);
    return batch && batchEvent(batch);
  }
  const firing = ScheduleInput.safeParse(input).data;
  if (firing) return finaliseRun(firing, executionArn, ports, now);
  const verified = VerifyMachineInput.safeParse(input).data;
  if (verified?.principal) {
    await noteBrokenVerification(verified, ports.verifiedQueries);
    return undefined;
  }
  if (RefreshRequest.safeParse(input).success) {
    await endRefreshes(executionArn, status, ports, now);
    return undefined;
  }
  const job = await finaliseJob(ports.jobs, QuestionStart.parse(input).id, status, now);
  return job && questionEvent(job);
}
