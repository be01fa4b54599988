import type { QuestionInput } from '../../shared/contracts/question-machine.ts';

/** The question state machine, as far as HTTP drives it. An execution is named after its job. */
export interface QuestionMachine {
  /** Starts the job's execution; one that was started before is left as it is. */
  start(input: QuestionInput): Promise<void>;
  /** Stops it; one that has ended, or never started, is left as it is. */
  stop(jobId: string): Promise<void>;
}
