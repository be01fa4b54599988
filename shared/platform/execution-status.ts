/** How an execution stands: undefined when there is no such execution. */
export type ExecutionStatus = (executionArn: string) => Promise<string | undefined>;

/** Whether an execution of this status goes on, or may. */
export const goesOn = (status: string | undefined): boolean =>
  status === 'RUNNING' || status === 'PENDING_REDRIVE';
