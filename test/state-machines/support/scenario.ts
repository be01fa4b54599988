import type { JobStatus } from '../../../shared/contracts/job-status.ts';
import type { QuestionStart } from '../../../shared/contracts/question-machine.ts';
import type { Script } from './script.ts';

/** A way through the machine and where it ends. */
export interface Scenario {
  readonly title: string;
  readonly script?: Script;
  readonly job?: Partial<QuestionStart>;
  /** States entered after the reading of the question, in order; of the whole run where it does not get there. */
  readonly path: string;
  /** What the job ends as; undefined when the machine never writes it. */
  readonly status?: JobStatus;
  readonly error?: string;
  /** The execution's own error, where it fails. */
  readonly executionError?: string;
}
