import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Functions } from '../lambda/functions.ts';
import { startQueuePoller } from '../sqs/queue-poller.ts';
import type { LocalResources } from '../template/read-resources.ts';
import type { Closers } from './closers.ts';

/** Feeds each queue that has a function to it. */
export function startPollers(
  { eventSources, queues }: LocalResources,
  client: SQSClient,
  functions: Functions,
  onFailure: (error: unknown) => void,
  closers: Closers,
): void {
  for (const source of eventSources) {
    const queue = queues.find((each) => each.arn === source.queueArn);
    if (!queue) throw new Error(`${source.functionName} is fed by ${source.queueArn}, which is not there`);
    const poller = startQueuePoller({
      client,
      queueUrl: queue.url,
      source,
      invoke: (name, payload) => functions.invoke(name, payload),
      onFailure,
    });
    closers.add(poller.close);
  }
}
