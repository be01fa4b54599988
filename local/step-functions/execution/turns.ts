import type { Cancellation } from './cancellation.ts';

/** Ends a turn; more than once does no harm. */
export type EndTurn = () => void;

interface Waiting {
  readonly since: number;
  readonly begin: () => void;
}

/**
 * Lets so many functions be called at once. Those that wait take turns by the age of their execution, so that under
 * load what was begun first is also through first, instead of all being late. On AWS, Lambda's concurrency and Step
 * Functions' rate of transitions hold executions back alike.
 */
export class Turns {
  readonly #most: number;
  #taken = 0;
  /** The youngest first. */
  readonly #waiting: Waiting[] = [];

  constructor(most = Number.POSITIVE_INFINITY) {
    this.#most = most;
  }

  /** How many wait. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Resolves when it is the turn of an execution that began at `since` (ms); rejects when that is called off. */
  async take(since: number, cancellation: Cancellation): Promise<EndTurn> {
    if (this.#taken < this.#most) this.#taken += 1;
    else await this.#wait(since, cancellation);
    let isOver = false;
    return () => {
      if (!isOver) this.#end();
      isOver = true;
    };
  }

  #wait(since: number, cancellation: Cancellation): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting = { since, begin: () => {} };
      const release = cancellation.onCancel((reason) => {
        this.#remove(waiting);
        reject(reason);
      });
      waiting.begin = () => {
        release();
        resolve();
      };
      if (!cancellation.reason) this.#insert(waiting);
    });
  }

  /** Hands the turn on, so that none who comes between takes it. */
  #end(): void {
    const next = this.#waiting.pop();
    if (next) next.begin();
    else this.#taken -= 1;
  }

  #insert(waiting: Waiting): void {
    const place = this.#waiting.findIndex(({ since }) => since <= waiting.since);
    this.#waiting.splice(place < 0 ? this.#waiting.length : place, 0, waiting);
  }

  #remove(waiting: Waiting): void {
    const place = this.#waiting.indexOf(waiting);
    if (place >= 0) this.#waiting.splice(place, 1);
  }
}
