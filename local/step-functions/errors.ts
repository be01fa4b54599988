/** An error a state reports: what Retry and Catch match, and what an execution ends with. */
export class StateFailure extends Error {
  override readonly name = 'StateFailure';
  readonly error: string | undefined;
  readonly causeText: string | undefined;
  /** Set when it came up through a Parallel state, so that States.BranchFailed matches. */
  fromBranch = false;

  constructor(error: string | undefined, causeText: string | undefined) {
    super(`${error ?? 'no error name'}: ${causeText ?? 'no cause'}`);
    this.error = error;
    this.causeText = causeText;
  }

  /** Whether a task took too long, in all or between two heartbeats. */
  get isTimeout(): boolean {
    return this.error === StatesError.timeout || this.error === StatesError.heartbeatTimeout;
  }

  /** The object that `$states.errorOutput` shows. */
  get errorOutput(): { Error?: string; Cause?: string } {
    return {
      ...(this.error !== undefined && { Error: this.error }),
      ...(this.causeText !== undefined && { Cause: this.causeText }),
    };
  }
}

/** Names that Amazon States Language predefines and the interpreter itself raises. */
export const StatesError = {
  all: 'States.ALL',
  taskFailed: 'States.TaskFailed',
  branchFailed: 'States.BranchFailed',
  timeout: 'States.Timeout',
  heartbeatTimeout: 'States.HeartbeatTimeout',
  runtime: 'States.Runtime',
  dataLimitExceeded: 'States.DataLimitExceeded',
  queryEvaluation: 'States.QueryEvaluationError',
  noChoiceMatched: 'States.NoChoiceMatched',
  exceedToleratedFailure: 'States.ExceedToleratedFailureThreshold',
  itemReaderFailed: 'States.ItemReaderFailed',
  resultWriterFailed: 'States.ResultWriterFailed',
} as const;

/** What a thrown value means to the state it left: an unforeseen one is a fault of the interpreter or a port. */
export function asStateFailure(thrown: unknown): StateFailure {
  if (thrown instanceof StateFailure) return thrown;
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return new StateFailure(StatesError.runtime, text);
}

/**
 * Whether an ErrorEquals list matches. States.Runtime is never caught, States.DataLimitExceeded only by name;
 * States.TaskFailed stands for every error but a timeout; States.Timeout for a missed heartbeat too.
 */
export function matchesError(errorEquals: readonly string[], failure: StateFailure): boolean {
  const { error } = failure;
  if (error === StatesError.runtime) return false;
  if (error !== undefined && errorEquals.includes(error)) return true;
  if (failure.fromBranch && errorEquals.includes(StatesError.branchFailed)) return true;
  if (error === StatesError.dataLimitExceeded) return false;
  if (errorEquals.includes(StatesError.all)) return true;
  return errorEquals.includes(failure.isTimeout ? StatesError.timeout : StatesError.taskFailed);
}
