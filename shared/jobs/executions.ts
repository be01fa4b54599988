import type { ErrorName } from '../contracts/errors.ts';
import type { ExportInput } from '../contracts/exports.ts';
import type { QuestionStart } from '../contracts/question-machine.ts';

/** Executions of one machine, that of questions or that of exports; an execution's name is its job's id. */
export interface Executions {
  /** Starts the job's execution; does nothing when it was started before. */
  start(input: QuestionStart | ExportInput): Promise<void>;
  /** Stops it; does nothing when it has ended. False when there is no such execution. */
  stop(jobId: string, cause: string): Promise<boolean>;
  /** Lets a task that waits for its token go on; false when it no longer waits. */
  succeedTask(token: string, output: unknown): Promise<boolean>;
  /** Fails a task that waits for its token, in the form a task's own error has; false when it no longer waits. */
  failTask(token: string, error: ErrorName, message: string): Promise<boolean>;
  /** Undefined when there is no such execution. */
  status(jobId: string): Promise<string | undefined>;
}
