import type { SendToQueue } from '../deliver-or-letter.ts';
import type { EventBuses } from '../eventbridge/bus.ts';
import type { TargetPorts } from '../eventbridge/deliver.ts';
import type { LocalQueues } from '../fauxqs/local-queues.ts';
import type { Functions } from '../lambda/functions.ts';
import type { LocalQueue } from '../template/resources/queues.ts';

/** Sends to a queue of the template by its ARN. */
export function queueSender(local: Pick<LocalQueues, 'send'>, queues: readonly LocalQueue[]): SendToQueue {
  const urls = new Map(queues.map((queue) => [queue.arn, queue.url]));
  return async (queueArn, body, extras) => {
    const QueueUrl = urls.get(queueArn);
    if (!QueueUrl) throw new Error(`The template has no queue ${queueArn}`);
    await local.send({ QueueUrl, MessageBody: body, ...extras });
  };
}

/** Where the rules' targets are reached; the parts come later than the buses, so each is asked for when used. */
export function busTargets(
  functions: Functions,
  sendToQueue: SendToQueue,
  startExecution: TargetPorts['startExecution'],
  buses: () => EventBuses,
): TargetPorts {
  return {
    invokeLambda: async (arn, input) => functions.invokeAsync(arn, input),
    sendToQueue,
    startExecution,
    putOnBus: async (arn, event) => buses().forward(arn, event),
  };
}
