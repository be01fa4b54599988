import type { Step, Usage } from '../contracts/job.ts';

/** What the steps used in all. */
export function usageOf(steps: readonly Step[]): Usage {
  const sum = (of: (step: Step) => number | undefined) =>
    steps.reduce((total, step) => total + (of(step) ?? 0), 0);
  return {
    modelCalls: sum(({ model, calls = 1 }) => (model === undefined ? 0 : calls)),
    tokensIn: sum((step) => step.tokensIn),
    tokensOut: sum((step) => step.tokensOut),
    tokensCached: sum((step) => step.tokensCached),
    costUsd: sum((step) => step.costUsd),
  };
}
