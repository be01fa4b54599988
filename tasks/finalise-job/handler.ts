import * as z from 'zod';
import { ExecutionStatusChange } from '../../shared/contracts/events.ts';
import { QuestionInput } from '../../shared/contracts/question-machine.ts';
import { finaliseJob } from '../../shared/jobs/finalise-job.ts';
import { questionEvent } from '../../shared/notifications/question-event.ts';
import { jobs, logger, publish } from './dependencies.ts';

const QueueEvent = z.object({
  Records: z.array(z.object({ messageId: z.string(), body: z.string() })),
});

/** Ends the jobs of executions that no Catch could save. A message that fails goes back to the queue alone. */
export async function handler(event: unknown) {
  const { Records } = QueueEvent.parse(event);
  const failed = await Promise.all(Records.map(tryRecord));
  return { batchItemFailures: failed.filter((id) => id !== undefined).map((id) => ({ itemIdentifier: id })) };
}

async function tryRecord({ messageId, body }: { messageId: string; body: string }) {
  try {
    await finalise(ExecutionStatusChange.parse(JSON.parse(body)));
    return undefined;
  } catch (error) {
    logger.error('A status change could not be handled.', { messageId, error: String(error) });
    return messageId;
  }
}

async function finalise({ detail }: ExecutionStatusChange): Promise<void> {
  const input = QuestionInput.parse(JSON.parse(detail.input ?? 'null'));
  const job = await finaliseJob(jobs, input.id, detail.status, new Date());
  const event = job && questionEvent(job);
  if (event) await publish(event);
}
