import { ChangeMessageVisibilityCommand, type Message, type SQSClient } from '@aws-sdk/client-sqs';
import { exportOf, firingOf, lostEventOf } from './letter-subject.ts';
import type { DeadLetterQueue } from './list-queues.ts';
import { readLetters } from './read-letters.ts';
import { nameOf } from './send-event.ts';

/** A line a letter; the letters stay, and are seen by others again at once. No question, SQL or row is shown. */
export async function inspectQueue(sqs: SQSClient, { url }: DeadLetterQueue): Promise<string[]> {
  const letters = await readLetters(sqs, url);
  for (const { ReceiptHandle } of letters) {
    await sqs.send(
      new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle, VisibilityTimeout: 0 }),
    );
  }
  return letters.length === 0 ? ['It is empty.'] : letters.map(describe);
}

function describe(letter: Message): string {
  const { SentTimestamp = '0', ApproximateReceiveCount = '?' } = letter.Attributes ?? {};
  const sent = new Date(Number(SentTimestamp)).toISOString();
  return `${letter.MessageId}  sent ${sent}  received ${ApproximateReceiveCount}×  ${subjectOf(letter)}`;
}

function subjectOf(letter: Message): string {
  const found = exportOf(letter)?.export;
  if (found) return `export ${found.id} of ${found.source}, for ${found.principalId}`;
  const firing = firingOf(letter);
  if (firing) return `schedule ${firing.run.scheduleId}, due at ${firing.run.scheduledAt}`;
  const lost = lostEventOf(letter);
  if (lost)
    return `${Object(lost.event)['detail-type'] ?? 'event'} for ${nameOf(lost.targetArn)}${aboutJob(lost.event)}`;
  return `${letter.Body?.length} characters`;
}

/** Events of ours name their job. */
function aboutJob(event: unknown): string {
  const { jobId } = Object(Object(event).detail);
  return typeof jobId === 'string' ? `, job ${jobId}` : '';
}
