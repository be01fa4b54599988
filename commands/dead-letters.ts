import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { clientEnvironment } from '../local/stack/aws-clients.ts';
import { describeError } from '../local/stack/describe-error.ts';
import { inspectQueue } from './dead-letters/inspect-queue.ts';
import { type DeadLetterQueue, listDeadLetterQueues } from './dead-letters/list-queues.ts';
import { type DeadLettersArguments, readArguments } from './dead-letters/read-arguments.ts';
import { redriveQueue } from './dead-letters/redrive-queue.ts';
import { USAGE } from './dead-letters/usage.ts';
import { localUrl } from './local-url.ts';

try {
  const asked = readArguments(process.argv.slice(2));
  if (asked) await run(asked);
  else console.log(USAGE);
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}

async function run({ verb, queue, message, aws }: DeadLettersArguments): Promise<void> {
  if (!aws) useLocalStack(Number(new URL(localUrl()).port));
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: aws });
  const queues = await listDeadLetterQueues(sqs).catch((error: unknown) => {
    if (aws || Object(error).code !== 'ECONNREFUSED') throw error;
    throw new Error('No local stack answers there. Start it with npm start, give its PORT, or say --aws.');
  });
  if (verb === 'list') {
    for (const { name, messages } of queues) console.log(`${String(messages).padStart(6)}  ${name}`);
    return;
  }
  const chosen = queueNamed(queue, queues);
  const lines =
    verb === 'inspect'
      ? await inspectQueue(sqs, chosen)
      : await redriveQueue(targetClients(sqs), chosen, queues, message);
  for (const line of lines) console.log(line);
}

const targetClients = (sqs: SQSClient) => ({
  sqs,
  stepFunctions: new SFNClient({}),
  lambda: new LambdaClient({}),
  eventBridge: new EventBridgeClient({}),
});

/** By its name or the beginning of it, as far as only one begins so. */
function queueNamed(name: string, queues: readonly DeadLetterQueue[]): DeadLetterQueue {
  const exact = queues.find((queue) => queue.name === name);
  const [found, another] = queues.filter((queue) => queue.name.startsWith(name));
  const chosen = exact ?? (another ? undefined : found);
  if (chosen) return chosen;
  throw new Error(
    `${another ? 'More than one' : 'No'} dead-letter queue begins with "${name}". See: npm run dead-letters -- list`,
  );
}

/** The stack's services listen at fixed places after the API's port. */
function useLocalStack(port: number): void {
  const at = (offset: number) => `http://127.0.0.1:${port + offset}`;
  Object.assign(process.env, clientEnvironment({ services: at(2), storage: at(3), dynamodb: at(4) }));
}
