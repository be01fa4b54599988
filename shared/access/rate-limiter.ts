import type { RateLimits } from '../contracts/access.ts';

/** What is counted, each with a limit of its own. */
export type Counted = 'requests' | 'questions';

/** The window is the minute of the clock. */
export const WINDOW_MS = 60_000;

export interface RateDecision {
  /** Which limit is reached; undefined when the call may pass. */
  readonly exceeded?: Counted | undefined;
  /** How many are left in this window. */
  readonly remaining: Readonly<Record<Counted, number>>;
  /** Until the next window. */
  readonly resetSeconds: number;
}

/** Counts what principals do by the minute. */
export interface RateLimiter {
  /** Counts one request, and one question where it asks one; a call that is refused is not counted. */
  take(
    principalId: string,
    call: { readonly asks: boolean; readonly limits: RateLimits; readonly now: number },
  ): Promise<RateDecision>;
}

/** What a principal has used in a window, against its limits. */
export function decide(
  used: Readonly<Record<Counted, number>>,
  { requestsPerMinute, questionsPerMinute }: RateLimits,
  now: number,
): RateDecision {
  return {
    remaining: {
      requests: Math.max(0, requestsPerMinute - used.requests),
      questions: Math.max(0, questionsPerMinute - used.questions),
    },
    resetSeconds: Math.ceil((WINDOW_MS - (now % WINDOW_MS)) / 1_000),
  };
}
