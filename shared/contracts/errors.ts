import * as z from 'zod';

/** Worth trying again unchanged: the Retry lists of the state machines name these. */
export const RETRYABLE_ERRORS = [
  'ModelThrottled',
  'ModelUnavailable',
  'ModelTimeout',
  'DatabaseUnavailable',
  'EngineBusy',
  'ServiceUnavailable',
] as const;

/** The model can mend these when shown the database's own words. */
export const REPAIRABLE_ERRORS = [
  'SqlSyntaxError',
  'UnknownRelation',
  'UnknownColumn',
  'TypeMismatch',
  'GroupingError',
  'StatementTimeout',
  'SuspiciousEmptyResult',
  'ModelOutputInvalid',
] as const;

/** The product says no, on purpose. */
export const REFUSAL_ERRORS = [
  'GuardrailBlocked',
  'NotAuthorised',
  'UnsafeSql',
  'TooExpensive',
  'BudgetExceeded',
  'NotAnswerable',
  'ApprovalDenied',
] as const;

/** No error to a caller: the question has two meanings, and the message is the job's ending as JSON. */
export const ASKING_ERRORS = ['NeedsClarification'] as const;

export const TERMINAL_ERRORS = [
  'AttemptsExhausted',
  'SourceNotFound',
  'ConfigInvalid',
  'ModelRejected',
  'BatchFileInvalid',
  'Internal',
] as const;

/** Every error name, the same in code, state machine, job and HTTP problem `type`. */
export const ErrorName = z.enum([
  ...RETRYABLE_ERRORS,
  ...REPAIRABLE_ERRORS,
  ...REFUSAL_ERRORS,
  ...ASKING_ERRORS,
  ...TERMINAL_ERRORS,
]);
export type ErrorName = z.infer<typeof ErrorName>;

/** An error as a job keeps it and a caller sees it: no stack, no path, no connection string. */
export const JobError = z.strictObject({
  name: ErrorName,
  message: z.string(),
  detail: z.string().optional(),
});
export type JobError = z.infer<typeof JobError>;

const RETRYABLE: ReadonlySet<ErrorName> = new Set(RETRYABLE_ERRORS);

/** Whether trying again, unchanged, may help. */
export const isRetryable = (name: ErrorName) => RETRYABLE.has(name);
