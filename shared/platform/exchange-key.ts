import type { StepContext } from '../contracts/question-machine.ts';

/** Where what one visit to a state said to models, and they to it, is kept. */
export function exchangeKey(jobId: string, { enteredAt, state, branch, retry }: StepContext): string {
  const visit = [enteredAt, state, branch, retry].filter((part) => part !== undefined);
  return `jobs/${jobId}/exchanges/${visit.join('-')}.json`;
}
