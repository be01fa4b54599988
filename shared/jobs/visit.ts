import type { KeptStep } from '../contracts/job.ts';
import type { StepContext } from '../contracts/question-machine.ts';

/** One visit to a state, and the step it left. */
export interface Visit extends StepContext {
  readonly step: KeptStep;
}

/** The name of a visit's step in its job's record: in the order of these names the steps were taken. */
export function stepName({ enteredAt, state, branch, retry }: StepContext): string {
  return [enteredAt, state, ...(branch ? [branch] : []), retry].join('#');
}

/** The visit of that name. */
export function visitNamed(name: string, step: KeptStep): Visit {
  const [enteredAt = '', state = '', ...rest] = name.split('#');
  const branch = rest.length > 1 ? rest[0] : undefined;
  return { enteredAt, state, retry: Number(rest.at(-1)), ...(branch !== undefined && { branch }), step };
}
