import type { Execution } from './execution.ts';

/** How many finished executions are kept, and how many history events all of them together may have. */
export interface Retention {
  readonly executions: number;
  readonly events: number;
}

export const DEFAULT_RETENTION: Retention = { executions: 5_000, events: 250_000 };

/**
 * Executions by ARN. Running ones are always kept; of the finished ones the first to have ended go when there
 * are too many (AWS keeps them for 90 days). A name that was forgotten may be used again.
 */
export class ExecutionStore {
  readonly #byArn = new Map<string, StoredExecution>();
  readonly #finished = new Set<Execution>();
  readonly #retention: Retention;
  #finishedEvents = 0;
  #sequence = 0;

  constructor(retention: Retention) {
    this.#retention = retention;
  }

  add(execution: Execution): void {
    this.#sequence++;
    this.#byArn.set(execution.parts.executionArn, { execution, sequence: this.#sequence });
  }

  get(arn: string): Execution | undefined {
    return this.#byArn.get(arn)?.execution;
  }

  /** Newest first, each with its number in the order of starting. */
  newestFirst(): StoredExecution[] {
    return [...this.#byArn.values()].reverse();
  }

  /** Takes note that an execution has ended, and forgets the oldest ended ones beyond the limits. */
  finish(execution: Execution): void {
    this.#finished.add(execution);
    this.#finishedEvents += execution.history.length;
    for (const oldest of this.#finished) {
      const { executions, events } = this.#retention;
      if (this.#finished.size <= executions && this.#finishedEvents <= events) break;
      if (oldest === execution) break;
      this.#finished.delete(oldest);
      this.#finishedEvents -= oldest.history.length;
      this.#byArn.delete(oldest.parts.executionArn);
      oldest.parts.journal?.forget();
    }
  }
}

export interface StoredExecution {
  readonly execution: Execution;
  readonly sequence: number;
}
