import { setTimeout as delay } from 'node:timers/promises';
import { between, type Strike, type Toll } from './strike.ts';

const SECOND_MS = 1_000;
/** Every process has seen it by then. */
const SEEN_MS = 150;

/**
 * Sets the clock. Forward by up to an hour, and back by seconds: a queue hides messages until a time, so that a clock
 * set back by an hour keeps them hidden for that hour.
 */
export function clockStrikes(): readonly Strike[] {
  let shift = 0;
  const setBy = (kind: string, least: number, most: number, toll: Toll): Strike => ({
    ...toll,
    kind,
    strike: async ({ shiftClock }, random) => {
      const ms = between(random, least, most);
      shift += ms;
      await shiftClock(shift);
      await delay(SEEN_MS);
      return `by ${Math.round(ms / SECOND_MS)} s`;
    },
  });
  return [
    // No attempt begins later than 15 minutes after a question did.
    setBy('the clock jumps forward', 30 * SECOND_MS, 3_600 * SECOND_MS, {
      mayFailWith: ['AttemptsExhausted'],
    }),
    setBy('the clock jumps back', -8 * SECOND_MS, -1 * SECOND_MS, { mayFailWith: [] }),
  ];
}
