import { asStateFailure, StatesError } from '../errors.ts';
import type { EndedExecution } from '../execution/ended-execution.ts';
import { foldLines, type Position } from '../journal/fold-lines.ts';
import type { ExecutionEnd, KeptExecution } from '../journal/journal.ts';
import { describeEnd } from '../journal/stored-execution.ts';
import { Cancellation, Cancelled } from './cancellation.ts';
import { contextOf } from './context.ts';
import type { ExecutionParts, ExecutionStatus } from './execution-parts.ts';
import { History } from './history.ts';
import type { Run } from './run.ts';
import { runFlow } from './run-flow.ts';
import { Thread } from './thread.ts';

const CLOSING_EVENTS = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
} as const;

/** One execution: runs the machine's flow and ends once, with the first of result, failure, timeout and stop. */
export class Execution {
  readonly parts: ExecutionParts;
  readonly history: History;
  readonly ended: Promise<EndedExecution>;
  #end: ExecutionEnd | undefined;
  #stopDate: number | undefined;
  #isSuspended = false;
  /** Where the threads of an earlier process were. */
  #positions = new Map<string, Position>();
  readonly #cancellation = new Cancellation();
  #clearTimeout = () => {};
  #parsedInput: { readonly value: unknown } | undefined;
  #resolveEnded: (ended: EndedExecution) => void = () => {};

  constructor(parts: ExecutionParts) {
    this.parts = parts;
    this.history = new History(parts.journal);
    this.ended = new Promise((resolve) => {
      this.#resolveEnded = resolve;
    });
  }

  get startDate(): number {
    return this.parts.startDate;
  }

  get status(): ExecutionStatus {
    return this.#end?.status ?? 'RUNNING';
  }

  get stopDate(): number | undefined {
    return this.#stopDate;
  }

  get end(): ExecutionEnd | undefined {
    return this.#end;
  }

  /** Starts running after the caller's turn, so that a start is answered before the first state. */
  start(): void {
    this.parts.onStatus(this.status);
    this.#runFrom(this.#positions);
  }

  /** Takes over how far an earlier process came, as the journal says; `resume` lets it go on from there. */
  restore(): void {
    const { events, positions } = foldLines(this.parts.journal?.lines() ?? []);
    this.history.restore(events);
    this.#positions = positions;
  }

  resume(): void {
    if (this.history.length === 0) this.start();
    else this.#runFrom(this.#positions);
  }

  /** Takes over how it ended in an earlier process. */
  restoreEnd({ end, stopDate, events }: NonNullable<KeptExecution['ended']>): void {
    this.#end = end;
    this.#stopDate = stopDate;
    this.history.restoreClosed(events);
    this.#resolveEnded(describeEnd(this.#described, end, stopDate));
  }

  stop(error?: string, cause?: string): void {
    this.#finish({ status: 'ABORTED', error, cause });
  }

  /** Writes nothing from now on; what it does is called off by `leaveOff`. */
  suspend(): void {
    this.#isSuspended = true;
    this.#clearTimeout();
    this.history.suspend();
  }

  /** Calls off a suspended execution. Who waits in this process hears of an end that the journal does not have. */
  leaveOff(): void {
    this.#cancellation.cancel(new Cancelled('suspended'));
    if (this.#end) return;
    this.#resolveEnded(describeEnd(this.#described, { status: 'ABORTED' }, this.parts.clock.now()));
  }

  #runFrom(positions: Map<string, Position>): void {
    const thread = this.#thread(positions);
    queueMicrotask(() => this.#run(thread));
  }

  async #run(thread: Thread): Promise<void> {
    const end = await this.#outcome(thread);
    if (end) this.#finish(end, thread.lastEventId);
  }

  /** How the flow ended; undefined when it was called off, since that has ended the execution already. */
  async #outcome(thread: Thread): Promise<ExecutionEnd | undefined> {
    try {
      const { flow, timeoutSeconds } = this.parts.machine();
      this.#startTimeout(timeoutSeconds);
      const { input } = this.parts;
      const output = await runFlow(flow, { value: this.#inputValue, text: input }, thread);
      return { status: 'SUCCEEDED', output: output.text };
    } catch (thrown) {
      if (thrown instanceof Cancelled) return undefined;
      const { error, causeText: cause } = asStateFailure(thrown);
      return { status: 'FAILED', error, cause };
    }
  }

  /** The time counts from the start, in whichever process that was. */
  #startTimeout(seconds: number | undefined): void {
    if (seconds === undefined || this.#end) return;
    const { clock, startDate } = this.parts;
    const left = Math.max(0, startDate + seconds * 1000 - clock.now());
    this.#clearTimeout = clock.setTimer(left, () => {
      this.#finish({ status: 'TIMED_OUT', error: StatesError.timeout });
    });
  }

  #finish(end: ExecutionEnd, previousEventId = this.history.length): void {
    if (this.#end || this.#isSuspended) return;
    const { clock, onStatus } = this.parts;
    this.#end = end;
    const stopDate = clock.now();
    this.#stopDate = stopDate;
    this.#clearTimeout();
    const { status, ...details } = end;
    const type = CLOSING_EVENTS[status];
    const detailsName = `e${type.slice(1)}EventDetails`;
    // Told only of what stands: an end that is not written goes with the process, and the execution goes on.
    const tell = () => onStatus(status);
    const isWritten = this.history.close(
      { at: stopDate, type, previousEventId, detailsName, details },
      end,
      tell,
    );
    this.#cancellation.cancel(new Cancelled(status));
    this.#resolveEnded(describeEnd(this.#described, end, stopDate));
    if (isWritten) tell();
  }

  get #described() {
    const { executionArn, name, input, stateMachine, startDate } = this.parts;
    return { executionArn, name, input, stateMachine, startDate };
  }

  #thread(positions: Map<string, Position>): Thread {
    const { executionArn, stateMachine, startDate, clock, random, tokens, turns, children, journal } =
      this.parts;
    const { history } = this;
    const run: Run = {
      clock,
      random,
      tokens,
      turns,
      startDate,
      history,
      children,
      executionArn,
      stateMachineArn: stateMachine.arn,
      context: contextOf(this.parts, this.#inputValue),
      positions,
      originOf: (place) => journal && { parent: journal.id, place },
    };
    const lastEventId = history.length > 0 ? history.length : this.#recordStart();
    return new Thread(run, this.#cancellation, { path: '', variables: {}, lastEventId });
  }

  #recordStart(): number {
    const { input, stateMachine, startDate } = this.parts;
    return this.history.add({
      at: startDate,
      type: 'ExecutionStarted',
      previousEventId: 0,
      detailsName: 'executionStartedEventDetails',
      details: { input, roleArn: stateMachine.roleArn },
    });
  }

  get #inputValue(): unknown {
    this.#parsedInput ??= { value: JSON.parse(this.parts.input) };
    return this.#parsedInput.value;
  }
}
