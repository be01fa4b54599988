import { parameters } from './argument.ts';
import { type Integration, TASK_EVENTS } from './integration.ts';
import type { CallService } from './ports.ts';
import { serviceFailure } from './service-failure.ts';

const PARAMETERS = [
  'QueueUrl',
  'MessageBody',
  'DelaySeconds',
  'MessageAttributes',
  'MessageDeduplicationId',
  'MessageGroupId',
];

/** `arn:aws:states:::sqs:sendMessage`; a body that is not text is sent as JSON. */
export function sendMessage(call: CallService): Integration {
  return {
    resourceType: 'sqs',
    resource: 'sendMessage',
    events: TASK_EVENTS,
    async call(task) {
      const argument = parameters(task, PARAMETERS, ['QueueUrl', 'MessageBody']);
      const { MessageBody: body } = argument;
      const input = { ...argument, MessageBody: typeof body === 'string' ? body : JSON.stringify(body) };
      return call({ service: 'sqs', action: 'sendMessage', input }, task.signal).catch((thrown: unknown) => {
        throw serviceFailure('SQS', thrown, 'SdkClientException');
      });
    },
  };
}
