import { type Counted, decide, type RateLimiter, WINDOW_MS } from '../../shared/access/rate-limiter.ts';

/** Counts in memory, by the same windows. */
export function createMemoryRateLimiter(): RateLimiter {
  const windows = new Map<string, Record<Counted, number>>();
  return {
    take: async (principalId, { asks, limits, now }) => {
      const window = `${principalId} ${Math.floor(now / WINDOW_MS)}`;
      const used = windows.get(window) ?? { requests: 0, questions: 0 };
      windows.set(window, used);
      const { remaining } = decide(used, limits, now);
      const exceeded = remaining.requests === 0 ? 'requests' : 'questions';
      if (remaining.requests === 0 || (asks && remaining.questions === 0)) {
        return { ...decide(used, limits, now), exceeded };
      }
      used.requests += 1;
      used.questions += asks ? 1 : 0;
      return decide(used, limits, now);
    },
  };
}
