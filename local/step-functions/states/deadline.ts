import type { Clock } from '../clock.ts';

export interface Deadline {
  /** Starts the whole time again. */
  readonly putOff: () => void;
  readonly clear: () => void;
}

/** Calls `passed` once the time, counted from `since` (now unless given), is over. */
export function startDeadline(
  clock: Clock,
  seconds: number,
  passed: () => void,
  since = clock.now(),
): Deadline {
  let clear = clock.setTimer(Math.max(0, since + seconds * 1000 - clock.now()), passed);
  return {
    putOff() {
      clear();
      clear = clock.setTimer(seconds * 1000, passed);
    },
    clear: () => clear(),
  };
}
