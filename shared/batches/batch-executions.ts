/** Executions of the batch machine that are not started by a file. */
export interface BatchExecutions {
  /** Starts the run of a batch over the rows of another one; does nothing when it was started before. */
  rerun(batchId: string, rerunOf: string): Promise<void>;
  /** Stops an execution with all it has started; does nothing when it is not running. */
  stop(executionArn: string, cause: string): Promise<void>;
}
