import type { WaitingTask } from '../execution/task-tokens.ts';
import type { Payload } from '../payload.ts';

/** What AWS shows, and waits at most, for a task without TimeoutSeconds. */
export const NO_TIMEOUT_SECONDS = 99_999_999;

/** One call of a task, all of it evaluated. */
export interface TaskAttempt {
  readonly argument: Payload;
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
  /** Of a task that waits for its token. */
  readonly waiting: WaitingTask | undefined;
  /** When an earlier process had begun it, and last heard of the token's holder. */
  readonly begun?: { readonly at: number; readonly heardAt: number | undefined };
}
