import { batchEvent } from '../../shared/batches/batch-event.ts';
import { finaliseBatch } from '../../shared/batches/finalise-batch.ts';
import { BatchInput } from '../../shared/contracts/batch-machine.ts';
import { ExecutionStatusChange } from '../../shared/contracts/events.ts';
import { ExportInput } from '../../shared/contracts/exports.ts';
import { QuestionInput } from '../../shared/contracts/question-machine.ts';
import { finaliseJob } from '../../shared/jobs/finalise-job.ts';
import { finaliseExport } from '../../shared/jobs/sweep-export.ts';
import type { PublishedEvent } from '../../shared/notifications/eventbridge-publisher.ts';
import { exportEvent } from '../../shared/notifications/export-event.ts';
import { questionEvent } from '../../shared/notifications/question-event.ts';
import { eachMessage } from '../../shared/platform/each-message.ts';
import { addLogFields } from '../../shared/platform/log-fields.ts';
import { batches, exports, jobs, logger, publish } from './dependencies.ts';

/** Ends the jobs of executions that no Catch could save. */
export const handler = eachMessage(logger, (message) => finalise(ExecutionStatusChange.parse(message)));

async function finalise({ detail }: ExecutionStatusChange): Promise<void> {
  const input: unknown = JSON.parse(detail.input ?? 'null');
  addLogFields({ executionArn: detail.executionArn, jobId: Object(input).id });
  const exported = ExportInput.safeParse(input).data;
  const batchInput = BatchInput.safeParse(input).data;
  const event = exported
    ? await endExport(exported.id)
    : batchInput
      ? await endBatch(batchInput, detail.executionArn)
      : await endQuestion(QuestionInput.parse(input).id, detail.status);
  if (event) await publish(event);
  logger.info('An execution broke off; its job has ended.', { status: detail.status });
}

async function endBatch(input: BatchInput, executionArn: string): Promise<PublishedEvent | undefined> {
  const batch = await finaliseBatch(batches, input, executionArn, new Date());
  return batch && batchEvent(batch);
}

async function endExport(id: string): Promise<PublishedEvent | undefined> {
  const job = await finaliseExport(exports, id, new Date());
  return job && exportEvent(job);
}

async function endQuestion(id: string, status: string): Promise<PublishedEvent | undefined> {
  const job = await finaliseJob(jobs, id, status, new Date());
  return job && questionEvent(job);
}
