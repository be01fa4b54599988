import type { Clock } from '../clock.ts';
import type { Cancellation } from './cancellation.ts';

/** Waits on the clock; rejects with the reason when cancelled first. */
export function sleep(clock: Clock, ms: number, cancellation: Cancellation): Promise<void> {
  return new Promise((resolve, reject) => {
    let release = () => {};
    const clear = clock.setTimer(ms, () => {
      release();
      resolve();
    });
    release = cancellation.onCancel((reason) => {
      clear();
      reject(reason);
    });
  });
}
