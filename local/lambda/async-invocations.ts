import { deliverOrLetter, type SendToQueue } from '../deliver-or-letter.ts';
import type { LocalAsyncRetries } from '../template/resources/functions.ts';
import { localArn } from '../template/site.ts';

/** AWS waits one and two minutes between attempts; a local stack is less patient. */
const FIRST_DELAY_MS = 1_000;
const DEFAULT_RETRIES = 2;

export interface AsyncOutcome {
  readonly payload: unknown;
  readonly functionError?: string;
}

export interface AsyncInvocationOptions {
  readonly retries: readonly LocalAsyncRetries[];
  readonly sendToQueue: SendToQueue;
  readonly onFailure: (error: unknown) => void;
  readonly signal: AbortSignal;
}

/** Says nothing of the payload, which may tell of a full disk: that is the function's own affair, and not waited for. */
class FunctionFailed extends Error {
  readonly outcome: AsyncOutcome;

  constructor(functionName: string, outcome: AsyncOutcome) {
    super(`${functionName} failed`);
    this.outcome = outcome;
  }
}

/** Runs an asynchronous invocation to its end: retries, then the failure destination. Throws when called off. */
export function runAsyncInvocation(
  functionName: string,
  payload: unknown,
  invoke: () => Promise<AsyncOutcome>,
  { retries: all, sendToQueue, onFailure, signal }: AsyncInvocationOptions,
): Promise<void> {
  const settings = all.find((each) => each.functionName === functionName);
  const retries = settings?.attempts ?? DEFAULT_RETRIES;
  return deliverOrLetter({
    retries,
    firstDelayMs: FIRST_DELAY_MS,
    send: async () => {
      const outcome = await invoke();
      if (outcome.functionError !== undefined) throw new FunctionFailed(functionName, outcome);
    },
    letter: (cause) => {
      if (!(cause instanceof FunctionFailed)) throw cause;
      onFailure(new Error(`${functionName} failed: ${JSON.stringify(cause.outcome.payload)}`));
      const body = JSON.stringify(failureRecord(functionName, payload, cause.outcome, retries + 1));
      return settings?.failureQueueArn === undefined
        ? undefined
        : { queueArn: settings.failureQueueArn, body };
    },
    sendToQueue,
    signal,
  });
}

/** What Lambda tells a failure destination, as far as it is read here. */
function failureRecord(
  functionName: string,
  requestPayload: unknown,
  { payload: responsePayload, functionError }: AsyncOutcome,
  approximateInvokeCount: number,
): object {
  const functionArn = localArn('lambda', `function:${functionName}:$LATEST`);
  return {
    version: '1.0',
    timestamp: new Date().toISOString(),
    requestContext: { functionArn, condition: 'RetriesExhausted', approximateInvokeCount },
    requestPayload,
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError },
    responsePayload,
  };
}
