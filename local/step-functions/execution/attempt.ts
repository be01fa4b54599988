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
  const { resumed } = visit;
  if (resumed?.wake !== undefined && resumed.seen.size === 0) await sleepUntil(visit, resumed.wake);
  for (;;) {
    try {
      return await once();
    } catch (thrown) {
      if (thrown instanceof Cancelled) throw thrown;
      const failure = asStateFailure(thrown);
      const next = nextRetry(visit, policy.retriers, failure);
      if (!next) return caught(visit, policy.catchers, failure);
      const wake = visit.thread.run.clock.now() + next.delayMs;
      visit.retry(next.retrier, wake);
      visit.thread.flush();
      await sleepUntil(visit, wake);
    }
  }
}

function sleepUntil({ thread }: Visit, wake: number): Promise<void> {
  const { clock } = thread.run;
  return sleep(clock, Math.max(0, wake - clock.now()), thread.cancellation);
}

/** The first retrier that matches decides; each counts its own attempts. */
function nextRetry(
  visit: Visit,
  retriers: readonly Retrier[],
  failure: StateFailure,
): { retrier: number; delayMs: number } | undefined {
  const at = retriers.findIndex((candidate) => matchesError(candidate.errorEquals, failure));
  const retrier = retriers[at];
  if (!retrier) return undefined;
  const used = visit.retries.filter((each) => each === at).length;
  if (used >= retrier.maxAttempts) return undefined;
  return { retrier: at, delayMs: retryDelayMs(retrier, used, visit.thread.run.random) };
}

function caught(visit: Visit, catchers: readonly Catcher[], failure: StateFailure): Promise<Transition> {
  const catcher = catchers.find((candidate) => matchesError(candidate.errorEquals, failure));
  if (!catcher) throw failure;
  const { errorOutput } = failure;
  const fallback = toPayload(errorOutput, `The error output of the state '${visit.name}'`);
  return leave(visit, catcher, fallback, { errorOutput });
}
