import type { LocalQueues } from '../fauxqs/local-queues.ts';
import type { Functions } from '../lambda/functions.ts';
import { startQueuePoller } from '../sqs/queue-poller.ts';
import type { LocalResources } from '../template/read-resources.ts';
import type { Closers } from './closers.ts';

/** Feeds each queue that has a function to it. */
export function startPollers(
  resources: LocalResources,
  queues: LocalQueues,
  functions: Functions,
  onFailure: (error: unknown) => void,
  closers: Closers,
): void {
  for (const source of resources.eventSources) {
    const queue = resources.queues.find((each) => each.arn === source.queueArn);
    if (!queue) throw new Error(`${source.functionName} is fed by ${source.queueArn}, which is not there`);
    const poller = startQueuePoller({
      queues,
      queueUrl: queue.url,
      source,
      invoke: (name, payload) => functions.invoke(name, payload),
      onFailure,
    });
    closers.add(poller.close);
  }
}
