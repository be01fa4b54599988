import { ApiError } from './api/api-error.ts';
import { checkArn, checkName } from './api/names.ts';
import type { CompiledMachine } from './compile-machine.ts';
import { InvalidDefinition } from './definition/problems.ts';

export interface CreateStateMachineRequest {
  readonly name: string;
  /** Amazon States Language, JSON text. */
  readonly definition: string;
  readonly roleArn?: string;
}

export interface StateMachineRecord {
  readonly arn: string;
  readonly name: string;
  readonly definition: string;
  readonly roleArn: string;
  /** Milliseconds since the epoch. */
  readonly creationDate: number;
  readonly compiled: CompiledMachine;
}

export interface StateMachinesParts {
  readonly region: string;
  readonly account: string;
  readonly now: () => number;
  readonly compile: (definition: string) => CompiledMachine;
}

/** The state machines by ARN. */
export class StateMachines {
  readonly #byArn = new Map<string, StateMachineRecord>();
  readonly #compiled = new Map<string, CompiledMachine>();
  readonly #parts: StateMachinesParts;

  constructor(parts: StateMachinesParts) {
    this.#parts = parts;
  }

  get all(): StateMachineRecord[] {
    return [...this.#byArn.values()];
  }

  /** As on AWS the same name and definition give the machine that exists, another role notwithstanding. */
  create({ name, definition, roleArn }: CreateStateMachineRequest): StateMachineRecord {
    const { region, account, now } = this.#parts;
    const arn = `arn:aws:states:${region}:${account}:stateMachine:${checkName(name)}`;
    const existing = this.#byArn.get(arn);
    if (existing?.definition === definition) return existing;
    if (existing) throw new ApiError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
    const record: StateMachineRecord = {
      arn,
      name,
      definition,
      roleArn: roleArn ?? `arn:aws:iam::${account}:role/${name}`,
      creationDate: now(),
      compiled: this.compile(definition),
    };
    this.#byArn.set(arn, record);
    return record;
  }

  get(arn: string): StateMachineRecord {
    const found = this.#byArn.get(checkArn(arn, 'stateMachine'));
    if (found) return found;
    throw new ApiError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  }

  /** A definition is compiled once, whichever machines have had it. Throws InvalidDefinition. */
  compile(definition: string): CompiledMachine {
    const known = this.#compiled.get(definition);
    if (known) return known;
    try {
      const compiled = this.#parts.compile(definition);
      this.#compiled.set(definition, compiled);
      return compiled;
    } catch (error) {
      if (error instanceof InvalidDefinition) throw new ApiError('InvalidDefinition', error.message);
      throw error;
    }
  }
}
