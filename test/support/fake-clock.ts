import type { Clock } from '../../shared/http/clock.ts';

export interface FakeClock extends Clock {
  readonly pauses: number[];
  /** Called after each sleep, when the time is what it is then. */
  onSleep(listener: (now: number) => void): void;
}

/** Time that passes only by sleeping, and then at once. */
export function createFakeClock(start = '2026-05-04T10:00:00.000Z'): FakeClock {
  let time = Date.parse(start);
  const pauses: number[] = [];
  const listeners: ((now: number) => void)[] = [];
  return {
    pauses,
    now: () => time,
    sleep: async (milliseconds) => {
      pauses.push(milliseconds);
      time += milliseconds;
      for (const listener of listeners) listener(time);
    },
    onSleep: (listener) => listeners.push(listener),
  };
}
