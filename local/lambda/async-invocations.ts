import { setTimeout as delay } from 'node:timers/promises';
import type { LocalAsyncRetries } from '../template/resources/functions.ts';
import { localArn } from '../template/site.ts';
import { untilThereIsRoom } from '../until-there-is-room.ts';

/** AWS waits one and two minutes between attempts; a local stack is less patient. */
const FIRST_DELAY_MS = 1_000;
const DEFAULT_RETRIES = 2;

export interface AsyncOutcome {
  readonly payload: unknown;
  readonly functionError?: string;
}

export interface AsyncInvocationOptions {
  readonly retries: readonly LocalAsyncRetries[];
  readonly sendToQueue: (queueArn: string, body: string) => Promise<void>;
  readonly onFailure: (error: unknown) => void;
  readonly signal: AbortSignal;
}

/** Runs an asynchronous invocation to its end: retries, then the failure destination. Throws when called off. */
export async function runAsyncInvocation(
  functionName: string,
  payload: unknown,
  invoke: () => Promise<AsyncOutcome>,
  { retries, sendToQueue, onFailure, signal }: AsyncInvocationOptions,
): Promise<void> {
  const settings = retries.find((each) => each.functionName === functionName);
  const attempts = settings?.attempts ?? DEFAULT_RETRIES;
  for (let attempt = 0; ; attempt++) {
    const outcome = await invoke();
    if (outcome.functionError === undefined) return;
    // The stop has ended it: no fault of the function's.
    signal.throwIfAborted();
    if (attempt < attempts) {
      await delay(FIRST_DELAY_MS * 2 ** attempt, undefined, { signal, ref: false });
      continue;
    }
    onFailure(new Error(`${functionName} failed: ${JSON.stringify(outcome.payload)}`));
    if (settings?.failureQueueArn) {
      const { failureQueueArn } = settings;
      const record = JSON.stringify(failureRecord(functionName, payload, outcome, attempt + 1));
      await untilThereIsRoom(() => sendToQueue(failureQueueArn, record), signal);
    }
    return;
  }
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
