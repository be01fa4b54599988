/** Waits for all, also when one fails: what has started by then can be stopped. Throws the first failure. */
export async function allStarted<Results extends readonly unknown[]>(
  starting: {
    [Index in keyof Results]: Promise<Results[Index]>;
  },
): Promise<Results> {
  await Promise.allSettled(starting);
  // Promise.all keeps the tuple's types only for mutable tuples.
  return (await Promise.all(starting)) as unknown as Results;
}
