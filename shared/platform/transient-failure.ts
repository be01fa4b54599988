import { InqueryError } from './inquery-error.ts';

/** Names and codes of what may be better in a moment, where the SDK does not say so itself. */
const PASSING =
  /Throttl|TooManyRequests|ProvisionedThroughput|RequestLimit|BandwidthLimit|SlowDown|ServiceUnavailable|InternalServer|InternalError|InternalFailure|Timeout|TimedOut|ECONN|EPIPE|EAI_AGAIN|ENOTFOUND/i;

/** Whether a service failed, or its connection, in a way that passes; the SDK has repeated the call by then. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof InqueryError) return false;
  // The SDK and Node's sockets add these fields to plain errors; they are only looked at.
  const { name, code, $retryable, $metadata } = error as Error & {
    code?: unknown;
    $retryable?: unknown;
    $metadata?: { httpStatusCode?: number };
  };
  const { httpStatusCode: status = 0 } = $metadata ?? {};
  return $retryable !== undefined || status >= 500 || PASSING.test(`${name} ${String(code)}`);
}
