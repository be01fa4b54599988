import { AsyncLocalStorage } from 'node:async_hooks';

export type LogFields = Readonly<Record<string, unknown>>;

const current = new AsyncLocalStorage<Record<string, unknown>>();

/** Runs work whose log lines all carry these fields beside those of the work it is part of, wherever they are printed. */
export function withLogFields<Result>(fields: LogFields, work: () => Result): Result {
  return current.run({ ...current.getStore(), ...fields }, work);
}

/** Adds fields to every further line of the work that goes on. */
export function addLogFields(fields: LogFields): void {
  const kept = current.getStore();
  if (kept) Object.assign(kept, fields);
}

/** The fields of the work that goes on. */
export const logFields = (): LogFields | undefined => current.getStore();
