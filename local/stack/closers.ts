/** Things that were started, to be stopped in the opposite order. */
export interface Closers {
  add(close: () => Promise<unknown> | unknown): void;
  /** Stops everything, once; a failure to stop one thing does not keep the others running. */
  closeAll(): Promise<void>;
}

export function createClosers(): Closers {
  const closers: (() => Promise<unknown> | unknown)[] = [];
  let closing: Promise<void> | undefined;
  const run = async () => {
    const failures: unknown[] = [];
    for (const close of closers.reverse()) {
      await Promise.resolve(close()).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Some parts of the stack did not stop');
  };
  return {
    add: (close) => void closers.push(async () => close()),
    closeAll: () => {
      closing ??= run();
      return closing;
    },
  };
}
