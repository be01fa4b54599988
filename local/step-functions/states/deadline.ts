import type { Clock } from '../clock.ts';

export interface Deadline {
  /** Starts the whole time again. */
  readonly putOff: () => void;
  readonly clear: () => void;
}

/** Calls `passed` once the time is over. */
export function startDeadline(clock: Clock, seconds: number, passed: () => void): Deadline {
  let clear = clock.setTimer(seconds * 1000, passed);
  return {
    putOff() {
      clear();
      clear = clock.setTimer(seconds * 1000, passed);
    },
    clear: () => clear(),
  };
}
