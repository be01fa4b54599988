import type { HandlerLoader } from './handler-loader.ts';
import { type FunctionFailure, type HostedFunction, MAX_PAYLOAD_BYTES, timedOut } from './host-protocol.ts';

export interface HandlerResult {
  readonly payload: string;
  readonly failed: boolean;
}

/** Runs one invocation as the Lambda runtime does: its context, time limit, and words for errors. */
export async function runHandler(
  loader: HandlerLoader,
  hosted: HostedFunction,
  requestId: string,
  payload: string,
): Promise<HandlerResult> {
  let timer: NodeJS.Timeout | undefined;
  try {
    const handler = await loader.handlerOf(hosted.name);
    const deadline = performance.now() + hosted.timeoutSeconds * 1000;
    const timeout = new Promise<FunctionFailure>((resolve) => {
      timer = setTimeout(
        () => resolve(timedOut(requestId, hosted.timeoutSeconds)),
        hosted.timeoutSeconds * 1000,
      );
    });
    const answer = Promise.resolve(handler(JSON.parse(payload), createContext(hosted, requestId, deadline)));
    return await Promise.race([answer.then(succeeded), timeout.then(failed)]);
  } catch (error) {
    return failed(describeError(error));
  } finally {
    clearTimeout(timer);
  }
}

function createContext(hosted: HostedFunction, requestId: string, deadline: number): unknown {
  return {
    awsRequestId: requestId,
    functionName: hosted.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: hosted.arn,
    memoryLimitInMB: String(hosted.memoryMb),
    logGroupName: `/aws/lambda/${hosted.name}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, deadline - performance.now()),
  };
}

function succeeded(result: unknown): HandlerResult {
  const payload = JSON.stringify(result) ?? 'null';
  if (Buffer.byteLength(payload) <= MAX_PAYLOAD_BYTES) return { payload, failed: false };
  return failed({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${MAX_PAYLOAD_BYTES} bytes).`,
  });
}

function failed(failure: FunctionFailure): HandlerResult {
  return { payload: JSON.stringify(failure), failed: true };
}

/** Anything may be thrown; what is no Error has no name. */
function describeError(error: unknown): FunctionFailure {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}
