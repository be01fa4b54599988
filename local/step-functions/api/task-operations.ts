import { StateFailure } from '../errors.ts';
import type { TaskTokens } from '../execution/task-tokens.ts';
import { exceedsPayloadLimit } from '../payload.ts';
import { ApiError } from './api-error.ts';
import type { Operation } from './operation.ts';
import { boundedText, onlyFields, requiredText } from './request-fields.ts';

/** The operations by which the holder of a task token answers the task. */
export function taskOperations(tokens: TaskTokens): Readonly<Record<string, Operation>> {
  return {
    SendTaskSuccess(request) {
      onlyFields(request, ['taskToken', 'output']);
      const output = parseOutput(requiredText(request, 'output'));
      tokens.receiver(requiredText(request, 'taskToken')).succeed(output);
      return {};
    },
    SendTaskFailure(request) {
      onlyFields(request, ['taskToken', 'error', 'cause']);
      const failure = new StateFailure(
        boundedText(request, 'error', 256),
        boundedText(request, 'cause', 32_768),
      );
      tokens.receiver(requiredText(request, 'taskToken')).fail(failure);
      return {};
    },
    SendTaskHeartbeat(request) {
      onlyFields(request, ['taskToken']);
      tokens.receiver(requiredText(request, 'taskToken')).heartbeat();
      return {};
    },
  };
}

function parseOutput(output: string): unknown {
  if (exceedsPayloadLimit(output)) {
    throw new ApiError('ValidationException', "Value at 'output' must have at most 262144 bytes");
  }
  try {
    return JSON.parse(output);
  } catch (error) {
    throw new ApiError('InvalidOutput', `Invalid Output: '${String(error)}'`);
  }
}
