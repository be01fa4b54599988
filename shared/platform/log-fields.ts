import { AsyncLocalStorage } from 'node:async_hooks';

export type LogFields = Readonly<Record<string, unknown>>;

const current = new AsyncLocalStorage<Record<string, unknown>>();

/** Runs work whose log lines all carry these fields, also lines of code that knows nothing of them. */
export function withLogFields<Result>(fields: LogFields, work: () => Result): Result {
  return current.run({ ...fields }, work);
}

/** Adds fields to every further line of the work that goes on. */
export function addLogFields(fields: LogFields): void {
  const kept = current.getStore();
  if (kept) Object.assign(kept, fields);
}

/** The fields of the work that goes on. */
export const logFields = (): LogFields | undefined => current.getStore();
