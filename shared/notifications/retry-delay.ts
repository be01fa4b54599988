const FIRST_SECONDS = 1;
const FACTOR = 4;
const LONGEST_SECONDS = 6 * 3_600;
/** Parts chains that a message delivered twice has made, so that the second finds the first one's work done. */
const JITTER = 0.1;

/** Seconds to wait after so many attempts have failed: 1, 4, 16, 64 … up to six hours, each up to a tenth longer. */
export function retryDelay(failed: number, random: () => number): number {
  const seconds = Math.min(FIRST_SECONDS * FACTOR ** (failed - 1), LONGEST_SECONDS);
  return seconds * (1 + JITTER * random());
}
