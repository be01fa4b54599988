import { asStateFailure, matchesError, type StateFailure } from '../errors.ts';
import { toPayload } from '../payload.ts';
import { Cancelled } from './cancellation.ts';
import type { Transition } from './flow.ts';
import { type Leaving, leave } from './leave.ts';
import { type Retrier, retryDelayMs } from './retry.ts';
import { sleep } from './sleep.ts';
import type { Visit } from './visit.ts';

interface Catcher extends Leaving {
  readonly errorEquals: readonly string[];
}

export interface FailurePolicy {
  readonly retriers: readonly Retrier[];
  readonly catchers: readonly Catcher[];
}

/** Runs an attempt under the state's Retry and Catch; what neither handles is thrown on. */
export async function attempt(
  visit: Visit,
  policy: FailurePolicy,
  once: () => Promise<Transition>,
): Promise<Transition> {
  const attemptsUsed = new Map<Retrier, number>();
  for (;;) {
    try {
      return await once();
    } catch (thrown) {
      if (thrown instanceof Cancelled) throw thrown;
      const failure = asStateFailure(thrown);
      const delay = nextDelay(visit, policy.retriers, attemptsUsed, failure);
      if (delay === undefined) return caught(visit, policy.catchers, failure);
      await sleep(visit.thread.run.clock, delay, visit.thread.cancellation);
      visit.retryCount++;
    }
  }
}

/** The first retrier that matches decides; each counts its own attempts. */
function nextDelay(
  visit: Visit,
  retriers: readonly Retrier[],
  attemptsUsed: Map<Retrier, number>,
  failure: StateFailure,
): number | undefined {
  const retrier = retriers.find((candidate) => matchesError(candidate.errorEquals, failure));
  if (!retrier) return undefined;
  const used = attemptsUsed.get(retrier) ?? 0;
  if (used >= retrier.maxAttempts) return undefined;
  attemptsUsed.set(retrier, used + 1);
  return retryDelayMs(retrier, used, visit.thread.run.random);
}

function caught(visit: Visit, catchers: readonly Catcher[], failure: StateFailure): Promise<Transition> {
  const catcher = catchers.find((candidate) => matchesError(candidate.errorEquals, failure));
  if (!catcher) throw failure;
  const { errorOutput } = failure;
  const fallback = toPayload(errorOutput, `The error output of the state '${visit.name}'`);
  return leave(visit, catcher, fallback, { errorOutput });
}
