import { setTimeout as delay } from 'node:timers/promises';
import { saysDiskFull } from './disk-full.ts';

const LOOK_EVERY_MS = 1_000;

/**
 * Does it, and again every second while it fails because the disk is full: what has been accepted is not given up
 * for that. Rejects with any other failure, or when the signal is aborted.
 */
export async function untilThereIsRoom<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!saysDiskFull(error)) throw error;
      await delay(LOOK_EVERY_MS, undefined, { signal, ref: false });
    }
  }
}
