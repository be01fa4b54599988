import type { KeptStep, Paid } from '../contracts/job.ts';

/**
 * The step with what the one it replaces had paid; undefined where that is nothing. A run that was killed after its
 * step was recorded runs again under the same name: both have been paid for. A run that records its own step again, as
 * when a write failed after it, is known by the time it started.
 */
export function withPaidEarlier(step: KeptStep, replaced: KeptStep): KeptStep | undefined {
  const paidEarlier = replaced.startedAt === step.startedAt ? replaced.paidEarlier : paidFor(replaced);
  return paidEarlier && { ...step, ...sum(paidEarlier, paidFor(step)), paidEarlier };
}

/** What a step's models took, where it names one. */
function paidFor({ model, price, calls = 1, ...step }: KeptStep): Paid | undefined {
  if (model === undefined) return undefined;
  const { tokensIn = 0, tokensOut = 0, tokensCached = 0, costUsd = 0 } = step;
  return { model, price, calls, tokensIn, tokensOut, tokensCached, costUsd };
}

function sum(earlier: Paid, own: Paid = { ...earlier, ...NOTHING }): Paid {
  const total = { ...own };
  for (const name of SUMS) total[name] += earlier[name];
  return total;
}

const SUMS = ['calls', 'tokensIn', 'tokensOut', 'tokensCached', 'costUsd'] as const;
const NOTHING = { calls: 0, tokensIn: 0, tokensOut: 0, tokensCached: 0, costUsd: 0 };
