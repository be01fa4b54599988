import type { KeptStep, Paid } from '../contracts/job.ts';

/**
 * The step with what the one it replaces had paid; undefined where that is nothing. A run that was killed after its
 * step was recorded runs again under the same name: both have been paid for. A run that records its own step again, as
 * when a write failed after it, is known by the time it started.
 */
export function withPaidEarlier(step: KeptStep, replaced: KeptStep): KeptStep | undefined {
  const paidEarlier = replaced.startedAt === step.startedAt ? replaced.paidEarlier : paidFor(replaced);
  if (!paidEarlier) return undefined;
  const { model, price, ...sums } = paidFor(step) ?? { ...paidEarlier, ...NOTHING };
  return {
    ...step,
    ...{ model, price, paidEarlier },
    tokensIn: sums.tokensIn + paidEarlier.tokensIn,
    tokensOut: sums.tokensOut + paidEarlier.tokensOut,
    tokensCached: sums.tokensCached + paidEarlier.tokensCached,
    costUsd: sums.costUsd + paidEarlier.costUsd,
    calls: sums.calls + paidEarlier.calls,
  };
}

const NOTHING = { calls: 0, tokensIn: 0, tokensOut: 0, tokensCached: 0, costUsd: 0 };

/** What the record says a step's models took, whole where it names a model. */
function paidFor({ model, price, calls = 1, ...step }: KeptStep): Paid | undefined {
  if (model === undefined) return undefined;
  const { tokensIn = 0, tokensOut = 0, tokensCached = 0, costUsd = 0 } = step;
  return { model, ...(price && { price }), calls, tokensIn, tokensOut, tokensCached, costUsd };
}
