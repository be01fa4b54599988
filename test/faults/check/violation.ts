import type { AcceptedJob } from '../workload/accepted-job.ts';
import type { Observed } from './observed.ts';

/** Something that must hold and did not. */
export interface Violation {
  readonly invariant: string;
  readonly what: string;
}

/** What must hold of a stack that has settled. */
export interface Invariant {
  readonly name: string;
  /** What is wrong, a line each; nothing when it holds. */
  check(observed: Observed, accepted: readonly AcceptedJob[]): readonly string[];
}
