import type { QuestionInput } from '../contracts/question-machine.ts';

/** Executions of the question machine; an execution's name is its job's id. */
export interface Executions {
  /** Starts the job's execution; does nothing when it was started before. */
  start(input: QuestionInput): Promise<void>;
  /** Stops it; does nothing when it is not running. */
  stop(jobId: string, cause: string): Promise<void>;
  /** Undefined when there is no such execution. */
  status(jobId: string): Promise<string | undefined>;
}
