import type { Kept } from './outbox.ts';

/** Forgets what was kept once its work is over, failed or not; what the stop has called off is left for the next start. */
export function doneOnceOver(
  work: Promise<unknown>,
  kept: Kept,
  signal: AbortSignal,
  onFailure: (error: unknown) => void,
): void {
  work
    .catch((error: unknown) => {
      if (signal.aborted) throw error;
      onFailure(error);
    })
    .then(kept.done, () => {});
}
