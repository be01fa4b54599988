import { randomUUID } from 'node:crypto';
import { ApiError } from './api/api-error.ts';
import { checkArn, checkName } from './api/names.ts';
import type { Clock } from './clock.ts';
import { Execution } from './execution/execution.ts';
import { ExecutionStore, type Retention, type StoredExecution } from './execution/execution-store.ts';
import type { TaskTokens } from './execution/task-tokens.ts';
import type { ChildExecutions } from './integrations/integration.ts';
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

/** Starts, finds and stops executions. */
export class Executions {
  readonly #parts: ExecutionsParts;
  readonly #store: ExecutionStore;

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
    const execution = this.#create(machine, executionArn, name, input);
    this.#store.add(execution);
    execution.start();
    return execution;
  }

  get(arn: string): Execution {
    const found = this.#store.get(checkArn(arn, 'execution'));
    if (found) return found;
    throw new ApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  }

  /** Those of one machine, the newest first. */
  ofMachine(stateMachineArn: string): StoredExecution[] {
    const { arn } = this.#parts.machines.get(stateMachineArn);
    return this.#store.newestFirst().filter(({ execution }) => execution.parts.stateMachine.arn === arn);
  }

  stopAll(): void {
    for (const { execution } of this.#store.newestFirst()) execution.stop();
  }

  #create(machine: StateMachineRecord, executionArn: string, name: string, input: string): Execution {
    const { clock, random, tokens, onStatus } = this.#parts;
    return new Execution({
      executionArn,
      name,
      stateMachine: machine,
      machine: machine.compiled,
      input,
      inputValue: parseInput(input),
      clock,
      random,
      tokens,
      children: this.#children,
      onStatus: (execution) => {
        if (execution.status !== 'RUNNING') this.#store.finish(execution);
        onStatus(execution);
      },
    });
  }

  readonly #children: ChildExecutions = {
    start: (request) => {
      const execution = this.start(request);
      return {
        executionArn: execution.parts.executionArn,
        startDate: execution.startDate,
        ended: execution.ended,
        stop: () => execution.stop(),
      };
    },
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
