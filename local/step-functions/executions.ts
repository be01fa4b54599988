import { randomUUID } from 'node:crypto';
import { ApiError } from './api/api-error.ts';
import { checkArn, checkName } from './api/names.ts';
import type { Clock } from './clock.ts';
import { type CompiledMachine, processorOf } from './compile-machine.ts';
import { checkInput } from './execution/check-input.ts';
import { Execution } from './execution/execution.ts';
import {
  ExecutionStore,
  ITEM_RETENTION,
  type Retention,
  type StoredExecution,
} from './execution/execution-store.ts';
import { asChild, asEndedChild, keyOf } from './execution/started-child.ts';
import type { TaskTokens } from './execution/task-tokens.ts';
import type { Turns } from './execution/turns.ts';
import type { ChildExecutions, ItemRequest, StartedChild } from './integrations/integration.ts';
import type { ExecutionJournal, ExecutionStart, Journal, KeptExecution, Origin } from './journal/journal.ts';
import type { StateMachines } from './state-machines.ts';

export interface StartExecutionRequest {
  readonly stateMachineArn: string;
  readonly name?: string;
  /** JSON text; `{}` when absent. */
  readonly input?: string;
  /** Of one that a task starts. */
  readonly origin?: Origin | undefined;
}

export interface ExecutionsParts {
  readonly machines: StateMachines;
  readonly retention: Retention;
  readonly clock: Clock;
  readonly random: () => number;
  readonly tokens: TaskTokens;
  readonly turns: Turns;
  readonly onStatus: (execution: Execution) => void;
  /** Keeps executions beyond this process. */
  readonly journal: Journal | undefined;
}

/** Starts, finds and stops executions. */
export class Executions {
  readonly #parts: ExecutionsParts;
  readonly #store: ExecutionStore;
  /** Items of distributed Maps, apart so that a large Map does not push out what else has run. */
  readonly #items = new ExecutionStore(ITEM_RETENTION);
  /** Those of an earlier process that are to go on, until they do. */
  #unfinished: Execution[] = [];
  /** Unfinished ones by what they were started for. */
  readonly #byOrigin = new Map<string, Execution>();

  /** Takes over what the journal has; `resume` lets it go on. */
  constructor(parts: ExecutionsParts) {
    this.#parts = parts;
    this.#store = new ExecutionStore(parts.retention);
    for (const kept of parts.journal?.executions() ?? []) this.#restore(kept);
  }

  /** The same name and input as a running execution gives that one; a name used otherwise is refused. */
  start(request: StartExecutionRequest): Execution {
    const machine = this.#parts.machines.get(request.stateMachineArn);
    const name = checkName(request.name ?? randomUUID());
    const input = request.input ?? '{}';
    const executionArn = `${machine.arn.replace(':stateMachine:', ':execution:')}:${name}`;
    const existing = this.#store.get(executionArn);
    if (existing?.status === 'RUNNING' && existing.parts.input === input) return existing;
    if (existing) throw new ApiError('ExecutionAlreadyExists', `Execution Already Exists: '${executionArn}'`);
    checkInput(input);
    const { arn, name: machineName, roleArn, definition } = machine;
    const stateMachine = { arn, name: machineName, roleArn };
    const { origin } = request;
    return this.#begin(() => machine.compiled, {
      executionArn,
      name,
      stateMachine,
      definition,
      input,
      origin,
    });
  }

  /** Lets executions of an earlier process go on; how many these are. */
  resume(): number {
    const unfinished = this.#unfinished;
    this.#unfinished = [];
    for (const execution of unfinished) if (execution.status === 'RUNNING') execution.resume();
    return unfinished.length;
  }

  get(arn: string): Execution {
    const found = this.#store.get(checkArn(arn, 'execution')) ?? this.#items.get(arn);
    if (found) return found;
    throw new ApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  }

  /** Items of distributed Maps that are still known, the newest first. */
  items(): Execution[] {
    return this.#items.newestFirst().map(({ execution }) => execution);
  }

  /** Those of one machine, the newest first. */
  ofMachine(stateMachineArn: string): StoredExecution[] {
    const { arn } = this.#parts.machines.get(stateMachineArn);
    return this.#store.newestFirst().filter(({ execution }) => execution.parts.stateMachine.arn === arn);
  }

  stopAll(): void {
    for (const execution of this.#all()) execution.stop();
  }

  /** Leaves all as the journal has it, for the next process to go on. */
  suspendAll(): void {
    const all = this.#all();
    for (const execution of all) execution.suspend();
    for (const execution of all) execution.leaveOff();
  }

  #all(): Execution[] {
    return [...this.#store.newestFirst(), ...this.#items.newestFirst()].map(({ execution }) => execution);
  }

  #begin(compiled: () => CompiledMachine, start: Omit<ExecutionStart, 'startDate'>): Execution {
    const started = { ...start, startDate: this.#parts.clock.now() };
    const execution = this.#create(started, compiled, this.#parts.journal?.begin(started));
    execution.start();
    return execution;
  }

  #create(
    start: ExecutionStart,
    machine: () => CompiledMachine,
    journal: ExecutionJournal | undefined,
  ): Execution {
    const { clock, random, tokens, turns, onStatus } = this.#parts;
    const { executionArn, name, stateMachine, input, startDate, label } = start;
    const store = label === undefined ? this.#store : this.#items;
    const execution: Execution = new Execution({
      executionArn,
      name,
      stateMachine,
      input,
      startDate,
      machine,
      journal,
      clock,
      random,
      tokens,
      turns,
      children: this.#children,
      onStatus: (status) => {
        if (status !== 'RUNNING') store.finish(execution);
        if (label === undefined) onStatus(execution);
      },
    });
    store.add(execution);
    return execution;
  }

  #restore(kept: KeptExecution): void {
    const { journal, machines } = this.#parts;
    const { id, definition, label, origin, ended } = kept;
    const machine = () => processorOf(machines.compile(definition), label);
    const execution = this.#create(kept, machine, journal?.of(id));
    if (ended) {
      execution.restoreEnd(ended);
      (label === undefined ? this.#store : this.#items).finish(execution);
    } else {
      execution.restore();
      this.#unfinished.push(execution);
      if (origin) this.#byOrigin.set(keyOf(origin), execution);
    }
  }

  #startItem({ stateMachineArn, label, name, input, origin }: ItemRequest): Execution {
    const { machines } = this.#parts;
    // Of an item whose own Map runs items, the machine is the one before the first label.
    const outermost = machines.get(stateMachineArn.split('/')[0] ?? '');
    const arn = `${stateMachineArn}/${label}`;
    const { roleArn, definition } = outermost;
    return this.#begin(() => processorOf(outermost.compiled, label), {
      executionArn: `${arn.replace(':stateMachine:', ':execution:')}:${name}`,
      name,
      stateMachine: { arn, name: arn.split(':').at(-1) ?? label, roleArn },
      definition,
      label,
      input: input.text,
      origin,
    });
  }

  #startedFor(origin: Origin): StartedChild | undefined {
    const running = this.#byOrigin.get(keyOf(origin));
    if (running) return asChild(running);
    const ended = this.#parts.journal?.endedFor(origin);
    return ended && asEndedChild(ended);
  }

  readonly #children: ChildExecutions = {
    start: (request) => asChild(this.start(request)),
    startItem: (request) => asChild(this.#startItem(request)),
    startedFor: (origin) => this.#startedFor(origin),
  };
}
