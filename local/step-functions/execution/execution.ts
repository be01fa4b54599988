import type { Clock } from '../clock.ts';
import type { CompiledMachine } from '../compile-machine.ts';
import { asStateFailure, StatesError } from '../errors.ts';
import type { ChildExecutions, EndedExecution } from '../integrations/integration.ts';
import type { JsonObject } from '../json.ts';
import { Cancellation, Cancelled } from './cancellation.ts';
import { History } from './history.ts';
import type { Run } from './run.ts';
import { runFlow } from './run-flow.ts';
import type { TaskTokens } from './task-tokens.ts';
import { Thread } from './thread.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

export interface ExecutionParts {
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachine: { readonly arn: string; readonly name: string; readonly roleArn: string };
  readonly machine: CompiledMachine;
  /** The input as the caller wrote it, and parsed. */
  readonly input: string;
  readonly inputValue: unknown;
  readonly clock: Clock;
  readonly random: () => number;
  readonly tokens: TaskTokens;
  readonly children: ChildExecutions;
  /** Told of RUNNING and of the end. */
  readonly onStatus: (execution: Execution) => void;
}

interface End {
  readonly status: Exclude<ExecutionStatus, 'RUNNING'>;
  readonly output?: string;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

const CLOSING_EVENTS = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
} as const;

/** One execution: runs the machine's flow and ends once, with the first of result, failure, timeout and stop. */
export class Execution {
  readonly parts: ExecutionParts;
  readonly startDate: number;
  readonly history = new History();
  readonly ended: Promise<EndedExecution>;
  #end: End | undefined;
  #stopDate: number | undefined;
  readonly #cancellation = new Cancellation();
  #clearTimeout = () => {};
  #resolveEnded: (ended: EndedExecution) => void = () => {};

  constructor(parts: ExecutionParts) {
    this.parts = parts;
    this.startDate = parts.clock.now();
    this.ended = new Promise((resolve) => {
      this.#resolveEnded = resolve;
    });
  }

  get status(): ExecutionStatus {
    return this.#end?.status ?? 'RUNNING';
  }

  get stopDate(): number | undefined {
    return this.#stopDate;
  }

  get end(): End | undefined {
    return this.#end;
  }

  /** Starts running after the caller's turn, so that a start is answered before the first state. */
  start(): void {
    const { machine, clock, onStatus } = this.parts;
    const thread = this.#thread();
    onStatus(this);
    if (machine.timeoutSeconds !== undefined) {
      this.#clearTimeout = clock.setTimer(machine.timeoutSeconds * 1000, () => {
        this.#finish({ status: 'TIMED_OUT', error: StatesError.timeout });
      });
    }
    queueMicrotask(() => this.#run(thread));
  }

  stop(error?: string, cause?: string): void {
    this.#finish({ status: 'ABORTED', error, cause });
  }

  async #run(thread: Thread): Promise<void> {
    const end = await this.#outcome(thread);
    if (end) this.#finish(end, thread.lastEventId);
  }

  /** How the flow ended; undefined when it was called off, since that has ended the execution already. */
  async #outcome(thread: Thread): Promise<End | undefined> {
    const { machine, input, inputValue } = this.parts;
    try {
      const output = await runFlow(machine.flow, { value: inputValue, text: input }, thread);
      return { status: 'SUCCEEDED', output: output.text };
    } catch (thrown) {
      if (thrown instanceof Cancelled) return undefined;
      const { error, causeText: cause } = asStateFailure(thrown);
      return { status: 'FAILED', error, cause };
    }
  }

  #finish(end: End, previousEventId = this.history.events.length): void {
    if (this.#end) return;
    const { clock, onStatus } = this.parts;
    this.#end = end;
    this.#stopDate = clock.now();
    this.#clearTimeout();
    const { status, ...details } = end;
    const type = CLOSING_EVENTS[status];
    const detailsName = `e${type.slice(1)}EventDetails`;
    this.history.close({ at: this.#stopDate, type, previousEventId, detailsName, details });
    this.#cancellation.cancel(new Cancelled(status));
    this.#resolveEnded(this.#description(end, this.#stopDate));
    onStatus(this);
  }

  #description({ status, output, error, cause }: End, stopDate: number): EndedExecution {
    const { executionArn, name, input, stateMachine } = this.parts;
    return {
      executionArn,
      stateMachineArn: stateMachine.arn,
      name,
      status,
      startDate: this.startDate,
      stopDate,
      input,
      ...(output !== undefined && { output }),
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
    };
  }

  #thread(): Thread {
    const { executionArn, stateMachine, clock, random, tokens, children, input } = this.parts;
    const { history } = this;
    const run: Run = {
      clock,
      random,
      tokens,
      history,
      children,
      executionArn,
      stateMachineArn: stateMachine.arn,
      context: this.#context(),
    };
    const details = { input, roleArn: stateMachine.roleArn };
    const detailsName = 'executionStartedEventDetails';
    const started = {
      at: this.startDate,
      type: 'ExecutionStarted',
      previousEventId: 0,
      detailsName,
      details,
    } as const;
    return new Thread(run, this.#cancellation, { variables: {}, lastEventId: history.add(started) });
  }

  #context(): JsonObject {
    const { executionArn, name, stateMachine, inputValue } = this.parts;
    return {
      Execution: {
        Id: executionArn,
        Input: inputValue,
        Name: name,
        RoleArn: stateMachine.roleArn,
        StartTime: new Date(this.startDate).toISOString(),
        RedriveCount: 0,
      },
      StateMachine: { Id: stateMachine.arn, Name: stateMachine.name },
    };
  }
}
