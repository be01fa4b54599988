import type { KeptStep, QuestionJob } from '../contracts/job.ts';
import type { StepUse, UsageEntry } from './usage-ledger.ts';

/** What a question used, step by step, for the day on which it was asked. */
export function usageEntry({ id, version, principal, createdAt, steps }: QuestionJob): UsageEntry {
  return {
    ...{ jobId: id, version, principalId: principal.id, day: usageDay(createdAt) },
    uses: usesOf(steps),
  };
}

/** What the steps among these that asked a model used of it. */
export function usesOf(steps: readonly KeptStep[]): StepUse[] {
  return steps.flatMap(({ model, ...step }) => {
    if (model === undefined) return [];
    const { calls = 1, tokensIn = 0, tokensOut = 0, tokensCached = 0, costUsd = 0 } = step;
    return [{ model, calls, tokensIn, tokensOut, tokensCached, costUsd }];
  });
}

/** The day, in UTC, that a question asked at that time counts to. */
export const usageDay = (askedAt: string) => new Date(askedAt).toISOString().slice(0, 10);
