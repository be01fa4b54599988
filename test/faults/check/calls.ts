import { toJob } from '../../../shared/jobs/job-item.ts';
import type { Observed } from './observed.ts';
import type { Invariant, Violation } from './violation.ts';

/** Faults that may take away what a model has just said, or the record of it: that call is paid for and in no step. */
const MAY_LOSE_REPLIES: readonly string[] = [
  'the whole stack killed',
  'the function host killed',
  'DynamoDB throttles',
  'replies of DynamoDB get lost',
];

/** Calls that the local Bedrock has answered and that are in no step. */
export function uncountedCalls({ items, answeredCalls }: Observed): number {
  const steps = items.flatMap((item) =>
    item.sk === 'JOB' && item.kind === 'question' ? toJob({ ...item }).steps : [],
  );
  // What has no prompt is an embedding or a guardrail.
  const counted = steps.map(({ model, prompts, calls = 1 }) => (model && prompts ? calls : 0));
  return counted.reduce((left, calls) => left - calls, answeredCalls);
}

export const noCallIsInvented: Invariant = {
  name: 'no model call is counted that was not made',
  check: (observed) => {
    const uncounted = uncountedCalls(observed);
    return uncounted < 0 ? [`${-uncounted} more calls in steps than were answered`] : [];
  },
};

/** Calls that were lost since the last check, though nothing befell the stack that takes them away. */
export function lostCalls(before: number, observed: Observed, struck: readonly string[]): Violation[] {
  if (struck.some((kind) => MAY_LOSE_REPLIES.includes(kind))) return [];
  const lost = uncountedCalls(observed) - before;
  const what = `${lost} calls were answered and are in no step, after ${struck.join(', ')}`;
  return lost > 0 ? [{ invariant: 'every model call that was answered is counted', what }] : [];
}
