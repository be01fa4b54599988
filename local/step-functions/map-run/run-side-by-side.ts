import type { Cancellation } from '../execution/cancellation.ts';

/**
 * Cancelling must end what runs; it is waited for. Takes items one by one and starts the next whenever fewer than `limit` run: no more are read than can start.
 * Resolves when all have ended; the first failure stops the taking and is thrown once those running have ended.
 */
export async function runSideBySide<T>(
  items: AsyncIterable<T>,
  limit: number,
  cancellation: Cancellation,
  run: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const slots = new Slots(limit);
  let index = 0;
  let failure: unknown;
  try {
    for await (const item of items) {
      await slots.free();
      if (failure !== undefined || cancellation.reason) break;
      slots.take();
      run(item, index++)
        .catch((thrown: unknown) => {
          failure ??= thrown;
        })
        .finally(() => slots.give());
    }
  } finally {
    await slots.allGiven();
  }
  if (failure !== undefined) throw failure;
  cancellation.throwIfCancelled();
}

/** Room for so many at once. */
class Slots {
  readonly #limit: number;
  #taken = 0;
  #onGiven = () => {};

  constructor(limit: number) {
    this.#limit = limit;
  }

  async free(): Promise<void> {
    while (this.#taken >= this.#limit) await this.#given();
  }

  take(): void {
    this.#taken++;
  }

  give(): void {
    this.#taken--;
    this.#onGiven();
  }

  async allGiven(): Promise<void> {
    while (this.#taken > 0) await this.#given();
  }

  /** Only one waits at a time: whoever takes, and once that is over whoever waits for the end. */
  #given(): Promise<void> {
    return new Promise((resolve) => {
      this.#onGiven = resolve;
    });
  }
}
