/** Thrown out of whatever an execution was doing when it was stopped, timed out, or a sibling branch failed. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** A tree of things to call off: cancelling one cancels all below it. Cheaper than chained AbortSignals. */
export class Cancellation {
  #reason: Error | undefined;
  readonly #listeners = new Set<(reason: Error) => void>();
  #controller: AbortController | undefined;

  get reason(): Error | undefined {
    return this.#reason;
  }

  /** For ports that take an AbortSignal; made when first asked for. */
  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      if (this.#reason) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  cancel(reason: Error): void {
    if (this.#reason) return;
    this.#reason = reason;
    this.#controller?.abort(reason);
    for (const listener of this.#listeners) listener(reason);
    this.#listeners.clear();
  }

  /** Calls `listener` when cancelled (at once when it already is); the returned function takes that back. */
  onCancel(listener: (reason: Error) => void): () => void {
    if (this.#reason) listener(this.#reason);
    else this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  throwIfCancelled(): void {
    if (this.#reason) throw this.#reason;
  }

  /** Runs `body` under a cancellation of its own that falls with this one. */
  async scope<T>(body: (inner: Cancellation) => Promise<T>): Promise<T> {
    const inner = new Cancellation();
    const release = this.onCancel((reason) => inner.cancel(reason));
    try {
      return await body(inner);
    } finally {
      release();
    }
  }

  /** The promise's outcome, or the cancellation if that comes first. */
  guard<T>(promise: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const release = this.onCancel(reject);
      promise.then(resolve, reject).finally(release);
    });
  }
}
