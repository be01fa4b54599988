import { randomUUID } from 'node:crypto';
import { ApiError } from './api/api-error.ts';
import { checkArn, checkName } from './api/names.ts';
import type { Clock } from './clock.ts';
import type { CompiledMachine } from './compile-machine.ts';
import { Execution } from './execution/execution.ts';
import { ExecutionStore, type Retention, type StoredExecution } from './execution/execution-store.ts';
import type { TaskTokens } from './execution/task-tokens.ts';
import type { ChildExecutions, ItemRequest, StartedChild } from './integrations/integration.ts';
import { exceedsPayloadLimit } from './payload.ts';
import type { StateMachineRecord, StateMachines } from './state-machines.ts';

export interface StartExecutionRequest {
  readonly stateMachineArn: string;
  readonly name?: string;
  /** JSON text; `{}` when absent. */
  readonly input?: string;
}

export interface ExecutionsParts {
  readonly machines: StateMachines;
  readonly retention: Retention;
  readonly clock: Clock;
  readonly random: () => number;
  readonly tokens: TaskTokens;
  readonly onStatus: (execution: Execution) => void;
}

/** A Map may have 100,000 items: of those that ended only the last are kept. */
const ITEM_RETENTION: Retention = { executions: 200, events: 10_000 };

/** Starts, finds and stops executions. */
export class Executions {
  readonly #parts: ExecutionsParts;
  readonly #store: ExecutionStore;
  /** Items of distributed Maps, apart so that a large Map does not push out what else has run. */
  readonly #items = new ExecutionStore(ITEM_RETENTION);

  constructor(parts: ExecutionsParts) {
    this.#parts = parts;
    this.#store = new ExecutionStore(parts.retention);
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
    const inputValue = parseInput(input);
    return this.#begin(this.#store, {
      machine,
      compiled: machine.compiled,
      executionArn,
      name,
      input,
      inputValue,
    });
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
    for (const { execution } of this.#store.newestFirst()) execution.stop();
    for (const { execution } of this.#items.newestFirst()) execution.stop();
  }

  #begin(store: ExecutionStore, start: ExecutionStart): Execution {
    const { clock, random, tokens, onStatus } = this.#parts;
    const { machine, compiled, ...named } = start;
    const execution = new Execution({
      ...named,
      stateMachine: machine,
      machine: compiled,
      clock,
      random,
      tokens,
      children: this.#children,
      onStatus: (changed) => {
        if (changed.status !== 'RUNNING') store.finish(changed);
        if (store === this.#store) onStatus(changed);
      },
    });
    store.add(execution);
    execution.start();
    return execution;
  }

  #startItem({ stateMachineArn, label, name, input }: ItemRequest): Execution {
    // Of an item whose own Map runs items, the machine is the one before the first label.
    const outermost = this.#parts.machines.get(stateMachineArn.split('/')[0] ?? '');
    const flow = outermost.compiled.processors.get(label);
    if (!flow) throw new Error(`The machine ${outermost.name} has no distributed Map labelled ${label}`);
    const arn = `${stateMachineArn}/${label}`;
    return this.#begin(this.#items, {
      machine: { arn, name: arn.split(':').at(-1) ?? label, roleArn: outermost.roleArn },
      compiled: { ...outermost.compiled, flow, timeoutSeconds: undefined },
      executionArn: `${arn.replace(':stateMachine:', ':execution:')}:${name}`,
      name,
      input: input.text,
      inputValue: input.value,
    });
  }

  readonly #children: ChildExecutions = {
    start: (request) => asChild(this.start(request)),
    startItem: (request) => asChild(this.#startItem(request)),
  };
}

interface ExecutionStart {
  readonly machine: Pick<StateMachineRecord, 'arn' | 'name' | 'roleArn'>;
  readonly compiled: CompiledMachine;
  readonly executionArn: string;
  readonly name: string;
  readonly input: string;
  readonly inputValue: unknown;
}

function asChild(execution: Execution): StartedChild {
  return {
    executionArn: execution.parts.executionArn,
    startDate: execution.startDate,
    ended: execution.ended,
    stop: () => execution.stop(),
  };
}

function parseInput(input: string): unknown {
  if (exceedsPayloadLimit(input)) {
    throw new ApiError('ValidationException', 'The input must have at most 262144 bytes');
  }
  try {
    return JSON.parse(input);
  } catch (error) {
    throw new ApiError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${String(error)}'`);
  }
}
