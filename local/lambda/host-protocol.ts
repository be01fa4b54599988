/** One function that a host process runs. */
export interface HostedFunction {
  readonly name: string;
  readonly arn: string;
  /** File URL of the handler's module. */
  readonly module: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
}

/** What the stack tells a host. Payloads travel as JSON text, so that they are parsed once only. */
export type ToHost =
  | { readonly type: 'host'; readonly functions: readonly HostedFunction[] }
  | {
      readonly type: 'invoke';
      readonly id: number;
      readonly functionName: string;
      readonly requestId: string;
      readonly payload: string;
    };

/** What a host tells the stack. */
export type FromHost =
  | { readonly type: 'loaded'; readonly functionName: string }
  | { readonly type: 'result'; readonly id: number; readonly payload: string; readonly failed: boolean };

/** The payload of a failed invocation, as Lambda words it. */
export interface FunctionFailure {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export const MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;

export function timedOut(requestId: string, timeoutSeconds: number): FunctionFailure {
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
  };
}

export function exited(requestId: string, how: string): FunctionFailure {
  return {
    errorType: 'Runtime.ExitError',
    errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: ${how}`,
  };
}
