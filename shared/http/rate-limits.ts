import type { Counted, RateDecision } from '../access/rate-limiter.ts';
import { RateLimits } from '../contracts/access.ts';
import type { OperationId } from '../contracts/http/routes.ts';
import type { Principal } from '../contracts/principal.ts';
import type { ServingDependencies } from './api.ts';
import { AccessRefused, problem } from './http-problem.ts';

const ASKING: readonly OperationId[] = ['askQuestion', 'startExport', 'redriveQuestion', 'replayQuestion'];

/**
 * Counts a call of this principal. Returns the response headers that say what is left (RateLimit of the IETF's HTTPAPI
 * group); throws TooManyRequests when a limit is reached.
 */
export async function countCall(
  operationId: OperationId,
  { id }: Principal,
  dependencies: ServingDependencies,
): Promise<Readonly<Record<string, string>>> {
  const limits = await limitsInForce(dependencies);
  const asks = ASKING.includes(operationId);
  const now = dependencies.clock.now();
  const decision = await dependencies.rateLimiter.take(id, { asks, limits, now });
  const headers = rateHeaders(decision, limits, asks ? ['requests', 'questions'] : ['requests']);
  if (decision.exceeded) throw tooMany(decision.exceeded, decision.resetSeconds, headers);
  return headers;
}

/** Without a configuration the usual limits count: an admin must be able to put it right. */
function limitsInForce({ configuration }: ServingDependencies): Promise<RateLimits> {
  return configuration.current().then(
    ({ value }) => value.access.rateLimits,
    () => RateLimits.parse({}),
  );
}

function rateHeaders(
  { remaining, resetSeconds }: RateDecision,
  { requestsPerMinute, questionsPerMinute }: RateLimits,
  counted: readonly Counted[],
) {
  const quota = { requests: requestsPerMinute, questions: questionsPerMinute };
  const list = (item: (name: Counted) => string) =>
    counted.map((name) => `"${name}";${item(name)}`).join(', ');
  return {
    'ratelimit-policy': list((name) => `q=${quota[name]};w=60`),
    ratelimit: list((name) => `r=${remaining[name]};t=${resetSeconds}`),
  };
}

function tooMany(exceeded: Counted, seconds: number, headers: Readonly<Record<string, string>>) {
  const detail = `Too many ${exceeded} in this minute. Try again in ${seconds} s.`;
  const retry = { ...headers, 'retry-after': String(seconds) };
  return new AccessRefused('RateLimited', problem('TooManyRequests', detail, {}, retry));
}
