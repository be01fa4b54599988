import type { HistoryEventType } from '@aws-sdk/client-sfn';
import { StateFailure, StatesError } from '../errors.ts';
import type { Scope } from '../expressions/scope.ts';
import { evaluateTemplate, QueryError, type Template, templateSource } from '../expressions/template.ts';
import type { Attempt, Position } from '../journal/fold-lines.ts';
import { type JsonObject, typeName } from '../json.ts';
import type { Payload } from '../payload.ts';
import type { MapItem, Thread } from './thread.ts';

/** `$states` besides input and context. */
export interface ScopeExtras {
  readonly result?: unknown;
  readonly errorOutput?: unknown;
  /** Stands in for the thread's item while a Map selects its items. */
  readonly item?: MapItem;
}

interface Entered {
  readonly name: string;
  readonly input: Payload;
  /** Time and id of the event. */
  readonly at: number;
  readonly id: number;
}

/** A thread in a state: what the state's fields are evaluated against. */
export class Visit {
  readonly thread: Thread;
  readonly name: string;
  readonly input: Payload;
  /** When the state was entered, in milliseconds since the epoch. */
  readonly enteredAt: number;
  /** Retriers that let another attempt begin, by their places, in order. */
  readonly retries: number[];
  /** Of the attempt that runs, where the task waits for its token. */
  taskToken: string | undefined;
  readonly #enteredEventId: number;
  #resumed: Attempt | undefined;

  /** `resumed` says how far an earlier process had come in this state. */
  constructor(thread: Thread, { name, input, at, id }: Entered, resumed?: Position) {
    this.thread = thread;
    this.name = name;
    this.input = input;
    this.enteredAt = at;
    this.#enteredEventId = id;
    this.retries = resumed?.retries ?? [];
    this.#resumed = resumed?.attempt;
  }

  get retryCount(): number {
    return this.retries.length;
  }

  /** How far the attempt that runs had come in an earlier process; undefined for one that began in this. */
  get resumed(): Attempt | undefined {
    return this.#resumed;
  }

  /** The next attempt begins, at that time. */
  retry(retrier: number, wake: number): void {
    this.retries.push(retrier);
    this.#resumed = undefined;
    this.thread.note({ retry: retrier, wake });
  }

  /** Adds to the history what an attempt has once, unless it is there already; the event's id. */
  record(type: HistoryEventType, detailsName?: string, details?: JsonObject): number {
    return this.#resumed?.seen.get(type)?.id ?? this.thread.record(type, detailsName, details);
  }

  /** Names a branch or iteration of the attempt that runs. */
  forkName(index: number): string {
    return `${this.#enteredEventId}.${this.retryCount}.${index}`;
  }

  /** The template's value. A failing expression is States.QueryEvaluationError. */
  async evaluate(template: Template, extras?: ScopeExtras): Promise<unknown> {
    if (template.kind === 'constant') return template.value;
    try {
      return await evaluateTemplate(template, this.#scope(extras));
    } catch (error) {
      throw error instanceof QueryError ? this.#queryFailure(error) : error;
    }
  }

  /** The same, refusing a value that `accepts` does not. */
  async evaluateAs<T>(
    template: Template,
    field: string,
    expected: string,
    accepts: (value: unknown) => value is T,
    extras?: ScopeExtras,
  ): Promise<T> {
    const value = await this.evaluate(template, extras);
    if (accepts(value)) return value;
    const what = `returned an unexpected result type. Expected '${expected}', but was '${describe(value)}'.`;
    throw this.#queryFailure(new QueryError(templateSource(template), field, what));
  }

  #scope(extras: ScopeExtras | undefined): Scope {
    const { thread, name } = this;
    const item = extras?.item ?? thread.item;
    const context: JsonObject = {
      ...thread.run.context,
      State: { Name: name, EnteredTime: new Date(this.enteredAt).toISOString(), RetryCount: this.retryCount },
      ...(item && { Map: { Item: item } }),
      ...(this.taskToken !== undefined && { Task: { Token: this.taskToken } }),
    };
    const states = {
      input: this.input.value,
      context,
      result: extras?.result,
      errorOutput: extras?.errorOutput,
    };
    return { variables: thread.variables, states };
  }

  #queryFailure(error: QueryError): StateFailure {
    const place = `the state '${this.name}' (entered at the event id #${this.#enteredEventId})`;
    const cause = `An error occurred while executing ${place}. ${error.message}`;
    const details = { error: StatesError.queryEvaluation, cause, location: error.field, state: this.name };
    this.thread.record('EvaluationFailed', 'evaluationFailedEventDetails', details);
    return new StateFailure(StatesError.queryEvaluation, cause);
  }
}

function describe(value: unknown): string {
  return typeof value === 'number' || typeof value === 'string'
    ? `${typeName(value)} ${value}`
    : typeName(value);
}
