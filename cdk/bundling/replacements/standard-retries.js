/** Retries slow down by themselves; the rate limiter belongs to the mode "adaptive", which nobody chooses. */
export class DefaultRateLimiter {
  constructor() {
    throw new Error('A bundled function retries in the mode "standard".');
  }
}
