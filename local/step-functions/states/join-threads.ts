import { asStateFailure, type StateFailure } from '../errors.ts';
import { type Cancellation, Cancelled } from '../execution/cancellation.ts';
import type { Thread } from '../execution/thread.ts';

/**
 * Runs jobs side by side, at most `limit` at once, and gives their results in order. The first failure cancels
 * the others, waits until they have stopped, and is thrown.
 */
export async function joinThreads<T>(
  parent: Thread,
  jobs: readonly ((cancellation: Cancellation) => Promise<T>)[],
  limit: number,
): Promise<T[]> {
  return parent.cancellation.scope(async (inner) => {
    const results: T[] = new Array(jobs.length);
    let failure: StateFailure | undefined;
    const waiting = jobs.entries();
    const worker = async (): Promise<void> => {
      for (const [index, job] of waiting) {
        if (inner.reason) return;
        try {
          results[index] = await job(inner);
        } catch (thrown) {
          if (thrown instanceof Cancelled) return;
          failure ??= asStateFailure(thrown);
          inner.cancel(new Cancelled('a sibling failed'));
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(limit, jobs.length) }, worker));
    if (failure) throw failure;
    inner.throwIfCancelled();
    return results;
  });
}
