import { StateFailure } from '../errors.ts';
import { isObject, type JsonObject } from '../json.ts';
import { parameters } from './argument.ts';
import { type Integration, TASK_EVENTS, type TaskCall } from './integration.ts';
import type { CallService } from './ports.ts';
import { serviceFailure } from './service-failure.ts';

/** `arn:aws:states:::events:putEvents`: an entry the bus rejects fails the task. */
export function putEvents(call: CallService): Integration {
  return {
    resourceType: 'events',
    resource: 'putEvents',
    events: TASK_EVENTS,
    async call(task) {
      const { Entries } = parameters(task, ['Entries'], ['Entries']);
      const entries = Array.isArray(Entries)
        ? Entries.map((entry: unknown) => toEntry(entry, task))
        : Entries;
      const request = { service: 'events', action: 'putEvents', input: { Entries: entries } } as const;
      const output = await call(request, task.signal).catch((thrown: unknown) => {
        throw serviceFailure('EventBridge', thrown, 'SdkClientException');
      });
      if (isObject(output) && Number(output.FailedEntryCount ?? 0) > 0) {
        throw new StateFailure('EventBridge.FailedEntry', JSON.stringify(output));
      }
      return output;
    },
  };
}

/** Details may be given as JSON; execution and machine are added to the resources, as Step Functions does. */
function toEntry(entry: unknown, { stateMachineArn, executionArn }: TaskCall): JsonObject {
  const given = isObject(entry) ? entry : {};
  const { Detail, Resources } = given;
  return {
    ...given,
    ...(isObject(Detail) && { Detail: JSON.stringify(Detail) }),
    Resources: [...(Array.isArray(Resources) ? Resources : []), stateMachineArn, executionArn],
  };
}
