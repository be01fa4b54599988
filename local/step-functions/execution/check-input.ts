import { ApiError } from '../api/api-error.ts';
import { exceedsPayloadLimit } from '../payload.ts';

/** Throws an ApiError unless an execution may have this input. */
export function checkInput(input: string): void {
  if (exceedsPayloadLimit(input)) {
    throw new ApiError('ValidationException', 'The input must have at most 262144 bytes');
  }
  try {
    JSON.parse(input);
  } catch (error) {
    throw new ApiError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${String(error)}'`);
  }
}
