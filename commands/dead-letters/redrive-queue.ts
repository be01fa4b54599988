import { type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { DeleteMessageCommand, type Message, SendMessageCommand } from '@aws-sdk/client-sqs';
import { ulid } from 'ulid';
import { describeError } from '../../local/stack/describe-error.ts';
import type { ExportMessage } from '../../shared/contracts/exports.ts';
import { exportOf, firingOf, type LostFiring, lostEventOf } from './letter-subject.ts';
import type { DeadLetterQueue } from './list-queues.ts';
import { readLetters } from './read-letters.ts';
import { sendEvent, type TargetClients } from './send-event.ts';

/** Does the letters of a queue again, all or the one of that id, each deleted once that is under way. */
export async function redriveQueue(
  clients: TargetClients,
  queue: DeadLetterQueue,
  queues: readonly DeadLetterQueue[],
  only: string | undefined,
): Promise<string[]> {
  const letters = await readLetters(clients.sqs, queue.url);
  const chosen = letters.filter(({ MessageId }) => only === undefined || MessageId === only);
  const lines: string[] = [];
  for (const letter of chosen) {
    lines.push(`${letter.MessageId}  ${await redriveOne(clients, letter, queue, queues)}`);
  }
  return lines.length === 0 ? ['There is no such letter.'] : lines;
}

/** What became of one; why it stays, where it does: others may go all the same. */
async function redriveOne(
  clients: TargetClients,
  letter: Message,
  queue: DeadLetterQueue,
  queues: readonly DeadLetterQueue[],
): Promise<string> {
  let done: string;
  try {
    done = await redrive(clients, letter, sourceOf(queue, queues));
  } catch (error) {
    return `stays: ${describeError(error)}`;
  }
  try {
    const { ReceiptHandle } = letter;
    await clients.sqs.send(new DeleteMessageCommand({ QueueUrl: queue.url, ReceiptHandle }));
    return done;
  } catch (error) {
    return `${done}; done, but the letter could not be deleted: ${describeError(error)}`;
  }
}

/** Behind a dead-letter queue that has one of its own, what was meant is the queue before both. */
function sourceOf({ sourceUrl }: DeadLetterQueue, queues: readonly DeadLetterQueue[]): string | undefined {
  return queues.find(({ url }) => url === sourceUrl)?.sourceUrl ?? sourceUrl;
}

async function redrive(
  clients: TargetClients,
  letter: Message,
  sourceUrl: string | undefined,
): Promise<string> {
  const message = exportOf(letter);
  if (message) return `export ${await exportAgain(clients.stepFunctions, message)}`;
  const firing = firingOf(letter);
  if (firing) return fireAgain(clients.stepFunctions, firing);
  const lost = lostEventOf(letter);
  if (lost) return sendEvent(clients, lost);
  if (sourceUrl === undefined) throw new Error('It came from no queue.');
  await clients.sqs.send(new SendMessageCommand({ QueueUrl: sourceUrl, MessageBody: letter.Body }));
  return 'back in its queue';
}

/** A new export of the same SQL for the same principal; the machine checks both as they are today. */
async function exportAgain(stepFunctions: SFNClient, message: ExportMessage): Promise<string> {
  const { export: asked, sql, executionArn } = message;
  if (!executionArn) throw new Error('It does not say which state machine it came from.');
  const { question, ...same } = asked;
  const title = asked.title ?? question?.question;
  const again = {
    ...same,
    ...(title !== undefined && { title }),
    sql,
    id: ulid(),
    askedAt: new Date().toISOString(),
  };
  const stateMachineArn = machineOf(executionArn);
  const input = JSON.stringify(again);
  await stepFunctions.send(new StartExecutionCommand({ stateMachineArn, name: again.id, input }));
  return again.id;
}

/** The run of that time, unless it was begun since: the machine claims the time, whoever fires it. */
async function fireAgain(stepFunctions: SFNClient, { run, machineArn }: LostFiring): Promise<string> {
  const input = JSON.stringify(run);
  await stepFunctions.send(new StartExecutionCommand({ stateMachineArn: machineArn, input }));
  return `run of ${run.scheduledAt} of schedule ${run.scheduleId}`;
}

/** The machine that an execution is one of. */
const machineOf = (executionArn: string) =>
  executionArn.replace(':execution:', ':stateMachine:').split(':').slice(0, 7).join(':');
