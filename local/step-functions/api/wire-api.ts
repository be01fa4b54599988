import type { WireRequest, WireResponse, WireService } from '../../wire/wire-service.ts';
import type { TaskTokens } from '../execution/task-tokens.ts';
import type { Executions } from '../executions.ts';
import { isObject, type JsonObject } from '../json.ts';
import type { StateMachines } from '../state-machines.ts';
import { ApiError } from './api-error.ts';
import { operations } from './operations.ts';

const TARGET_PREFIX = 'AWSStepFunctions.';
const HEADERS = { 'content-type': 'application/x-amz-json-1.0' };

/** Step Functions' wire protocol: AWS JSON 1.0, the operation in X-Amz-Target, dates in seconds. */
export function stepFunctionsService(
  machines: StateMachines,
  executions: Executions,
  tokens: TaskTokens,
): WireService {
  const known = operations(machines, executions, tokens);
  return {
    name: 'step-functions',
    accepts: ({ headers }) => headers['x-amz-target']?.startsWith(TARGET_PREFIX) ?? false,
    async handle(request) {
      try {
        const operation = request.headers['x-amz-target']?.slice(TARGET_PREFIX.length) ?? '';
        const answer = Object.hasOwn(known, operation) ? known[operation] : undefined;
        if (!answer) {
          const message = `The local Step Functions does not answer ${operation}; it knows ${Object.keys(known).join(', ')}`;
          throw new ApiError('UnknownOperationException', message);
        }
        return { status: 200, headers: HEADERS, body: JSON.stringify(answer(parseBody(request))) };
      } catch (error) {
        if (error instanceof ApiError) return failed(error);
        throw error;
      }
    },
  };
}

function parseBody(request: WireRequest): JsonObject {
  try {
    const body: unknown = JSON.parse(request.body.toString() || '{}');
    if (isObject(body)) return body;
  } catch {
    // The answer is the same for what is not JSON and what is no object.
  }
  throw new ApiError('ValidationException', 'The request body must be a JSON object');
}

function failed({ type, message }: ApiError): WireResponse {
  return {
    status: 400,
    headers: { ...HEADERS, 'x-amzn-errortype': type },
    body: JSON.stringify({ __type: type, message }),
  };
}
