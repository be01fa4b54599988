import type { RetrierDefinition } from '../definition/definition.ts';

export interface Retrier {
  readonly errorEquals: readonly string[];
  readonly maxAttempts: number;
  readonly intervalSeconds: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number;
  readonly hasJitter: boolean;
}

/** A retrier with the defaults of Amazon States Language. */
export function toRetrier(definition: RetrierDefinition): Retrier {
  return {
    errorEquals: definition.ErrorEquals,
    maxAttempts: definition.MaxAttempts ?? 3,
    intervalSeconds: definition.IntervalSeconds ?? 1,
    backoffRate: definition.BackoffRate ?? 2,
    maxDelaySeconds: definition.MaxDelaySeconds ?? Number.POSITIVE_INFINITY,
    hasJitter: definition.JitterStrategy === 'FULL',
  };
}

/** How long to wait before the retry after `used` earlier ones. Full jitter takes any part of that time. */
export function retryDelayMs(retrier: Retrier, used: number, random: () => number): number {
  const backoff = retrier.intervalSeconds * retrier.backoffRate ** used;
  const seconds = Math.min(backoff, retrier.maxDelaySeconds);
  return Math.round(seconds * 1000 * (retrier.hasJitter ? random() : 1));
}
