import type { ErrorName } from '../contracts/errors.ts';

/**
 * The one error class. `name` is a literal of the contract, not the class's name: Retry and Catch of the state
 * machines match on it, and a minified class name would break them. `message` may be shown to the caller.
 */
export class InqueryError extends Error {
  override readonly name: ErrorName;
  readonly detail: string | undefined;

  constructor(name: ErrorName, message: string, options: { detail?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = name;
    this.detail = options.detail;
  }
}
