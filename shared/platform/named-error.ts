import { InqueryError } from './inquery-error.ts';
import { isTransient } from './transient-failure.ts';

/** An error by a name of the contract: its own, that of a service which may answer in a moment, or Internal. */
export function namedError(error: unknown): InqueryError {
  if (error instanceof InqueryError) return error;
  if (isTransient(error)) {
    return new InqueryError('ServiceUnavailable', 'A service that this needs did not answer.', {
      cause: error,
    });
  }
  return new InqueryError('Internal', 'Something went wrong inside Inquery.', { cause: error });
}

/** Lambda gives an error's stack to whoever called and logs what else it carries: name and message are all. */
export function withoutInside(error: InqueryError): InqueryError {
  error.stack = `${error.name}: ${error.message}`;
  delete error.cause;
  return error;
}
