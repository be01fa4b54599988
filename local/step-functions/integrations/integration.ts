import type { HistoryEventType } from '@aws-sdk/client-sfn';
import type { EndedExecution } from '../execution/ended-execution.ts';
import type { Origin } from '../journal/journal.ts';
import type { Payload } from '../payload.ts';

/** What a Task state calls. */
export interface Integration {
  /** Names in the history: `lambda` and `invoke` of `arn:aws:states:::lambda:invoke`. */
  readonly resourceType: string;
  readonly resource: string;
  /** Plain Lambda resources have events of their own. */
  readonly events: TaskEvents;
  /** Whether it calls a function: only so many of these run at once. */
  readonly takesTurn?: true;
  /** Whether the task, once called, waits until its token comes back. */
  readonly waitsForToken?: true;
  /** The task's result; a failure of the service is thrown as a StateFailure with its documented name. */
  call(task: TaskCall): Promise<unknown>;
}

export interface TaskCall {
  /** The evaluated Arguments. */
  readonly argument: Payload;
  readonly executionArn: string;
  readonly stateMachineArn: string;
  /** Aborted when the task times out or its execution ends. */
  readonly signal: AbortSignal;
  readonly children: ChildExecutions;
  /** What an execution that the task starts is known by. */
  readonly origin: Origin | undefined;
  /** Whether an earlier process has, or may have, made this call already. */
  readonly isAgain: boolean;
  /** For jobs (`.sync`): the request was accepted, the result comes later. */
  submitted(output: unknown): void;
}

export interface TaskEvents {
  readonly scheduled: HistoryEventType;
  readonly started: HistoryEventType;
  readonly succeeded: HistoryEventType;
  readonly failed: HistoryEventType;
  readonly timedOut: HistoryEventType;
}

export const TASK_EVENTS: TaskEvents = {
  scheduled: 'TaskScheduled',
  started: 'TaskStarted',
  succeeded: 'TaskSucceeded',
  failed: 'TaskFailed',
  timedOut: 'TaskTimedOut',
};

/** The executions a task may start; given by the interpreter itself. */
export interface ChildExecutions {
  start(request: ChildRequest): StartedChild;
  /** An execution of an item of the distributed Map with that label in the machine, under the name of both. */
  startItem(request: ItemRequest): StartedChild;
  /** The execution that was started for this before, running or ended. */
  startedFor(origin: Origin): StartedChild | undefined;
}

interface ChildRequest {
  readonly stateMachineArn: string;
  readonly name?: string;
  readonly input: string;
  readonly origin: Origin | undefined;
}

export interface ItemRequest {
  readonly stateMachineArn: string;
  readonly label: string;
  readonly name: string;
  readonly input: Payload;
  readonly origin: Origin | undefined;
}

export interface StartedChild {
  readonly executionArn: string;
  /** Milliseconds since the epoch. */
  readonly startDate: number;
  /** Resolves when it has ended, whatever its status. */
  readonly ended: Promise<EndedExecution>;
  stop(): void;
}
