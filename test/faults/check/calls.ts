import { toJob } from '../../../shared/jobs/job-item.ts';
import type { Strike } from '../strikes/strike.ts';
import type { Observed } from './observed.ts';
import type { Violation } from './violation.ts';

/** Calls that the local Bedrock has answered and that are in no step. */
export function uncountedCalls({ items, answeredCalls }: Observed): number {
  const steps = items.flatMap((item) =>
    item.sk === 'JOB' && item.kind === 'question' ? toJob({ ...item }).steps : [],
  );
  // What has no prompt is an embedding or a guardrail.
  const counted = steps.map(({ model, prompts, calls = 1 }) => (model && prompts ? calls : 0));
  return counted.reduce((left, calls) => left - calls, answeredCalls);
}

/** Calls in steps, since the last check, that nobody made; and those that were lost though nothing takes them away. */
export function wrongCalls(
  before: number,
  observed: Observed,
  struck: readonly Pick<Strike, 'kind' | 'mayLoseReplies'>[],
): Violation[] {
  const lost = uncountedCalls(observed) - before;
  const after = struck.map(({ kind }) => kind).join(', ');
  if (lost < 0) {
    const what = `${-lost} more calls came into steps than were answered, after ${after}`;
    return [{ invariant: 'no model call is counted that was not made', what }];
  }
  if (lost === 0 || struck.some(({ mayLoseReplies }) => mayLoseReplies)) return [];
  const what = `${lost} calls were answered and are in no step, after ${after}`;
  return [{ invariant: 'every model call that was answered is counted', what }];
}
