/** Time as the interpreter sees it, so that tests can wait hours in no time. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `fire` once after `ms`; the returned function takes that back. */
  setTimer(ms: number, fire: () => void): () => void;
}

/** Node keeps a delay in 31 bits; a longer one is waited for in pieces. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(ms, fire) {
    let timer: NodeJS.Timeout;
    const arm = (left: number) => {
      const delay = Math.min(left, LONGEST_DELAY_MS);
      timer = setTimeout(() => (left > delay ? arm(left - delay) : fire()), delay);
    };
    arm(ms);
    return () => clearTimeout(timer);
  },
};
