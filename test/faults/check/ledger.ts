import { isFinal } from '../../../shared/contracts/job-status.ts';
import { toJob } from '../../../shared/jobs/job-item.ts';
import { usageEntry } from '../../../shared/jobs/usage-entry.ts';
import { dayUsage } from '../../../shared/jobs/usage-item.ts';
import type { StepUse } from '../../../shared/jobs/usage-ledger.ts';
import type { Observed } from './observed.ts';
import type { Invariant } from './violation.ts';

interface Sums {
  questions: number;
  tokens: number;
  calls: number;
  cached: number;
  usd: number;
}

/** What sums of floating-point numbers may be off by; a price of one token is a thousand times as much. */
const ROUNDING_USD = 1e-9;

/** The ledger's days against the steps of all questions that have ended: each counted, and once. */
export const ledgerIsRight: Invariant = {
  name: 'no money is counted twice, and none is missed',
  check: (observed) => {
    const counted = countedByDay(observed);
    const spent = spentByDay(observed);
    return [...new Set([...counted.keys(), ...spent.keys()])].flatMap((day) => {
      const inLedger = counted.get(day) ?? none();
      const inSteps = spent.get(day) ?? none();
      const questions = inLedger.questions - inSteps.questions;
      const tokens = inLedger.tokens - inSteps.tokens;
      const calls = inLedger.calls - inSteps.calls;
      const cached = inLedger.cached - inSteps.cached;
      const usd = inLedger.usd - inSteps.usd;
      const isRight =
        [questions, tokens, calls, cached].every((more) => more === 0) && Math.abs(usd) <= ROUNDING_USD;
      return isRight
        ? []
        : [
            `${day}: ${questions} questions, ${calls} calls, ${tokens} tokens, ${cached} cached and ${usd} US dollars too many in the ledger`,
          ];
    });
  },
};

const none = (): Sums => ({ questions: 0, tokens: 0, calls: 0, cached: 0, usd: 0 });

function countedByDay({ items }: Observed): Map<string, Sums> {
  const days = new Map<string, Sums>();
  for (const item of items) {
    if (!String(item.pk).startsWith('USAGE#')) continue;
    const { day, principalId, questions, models } = dayUsage(item);
    days.set(`${principalId} ${day}`, { ...added(none(), models), questions });
  }
  return days;
}

function spentByDay({ items }: Observed): Map<string, Sums> {
  const days = new Map<string, Sums>();
  for (const item of items) {
    if (item.sk !== 'JOB' || item.kind !== 'question') continue;
    const job = toJob({ ...item });
    if (!isFinal(job.status)) continue;
    const { day, principalId, uses } = usageEntry(job);
    const key = `${principalId} ${day}`;
    const before = days.get(key) ?? none();
    days.set(key, { ...added(before, uses), questions: before.questions + 1 });
  }
  return days;
}

function added(to: Sums, uses: readonly Omit<StepUse, 'model'>[]): Sums {
  return uses.reduce(
    ({ questions, tokens, calls, cached, usd }, use) => ({
      questions,
      tokens: tokens + use.tokensIn + use.tokensOut,
      calls: calls + use.calls,
      cached: cached + use.tokensCached,
      usd: usd + use.costUsd,
    }),
    to,
  );
}
