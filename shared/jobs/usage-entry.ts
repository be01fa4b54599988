import type { QuestionJob } from '../contracts/job.ts';
import type { StepUse, UsageEntry } from './usage-ledger.ts';

/** What a question used, step by step, for the day on which it was asked. */
export function usageEntry({ id, principal, createdAt, steps }: QuestionJob): UsageEntry {
  const uses = steps.flatMap(({ model, ...step }): StepUse[] => {
    if (model === undefined) return [];
    const { calls = 1, tokensIn = 0, tokensOut = 0, tokensCached = 0, costUsd = 0 } = step;
    return [{ model, calls, tokensIn, tokensOut, tokensCached, costUsd }];
  });
  return { jobId: id, principalId: principal.id, day: usageDay(createdAt), uses };
}

/** The day, in UTC, that a question asked at that time counts to. */
const usageDay = (askedAt: string) => new Date(askedAt).toISOString().slice(0, 10);
