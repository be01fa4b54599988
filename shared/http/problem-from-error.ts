import { InvalidCursor } from '../jobs/cursor.ts';
import { InqueryError } from '../platform/inquery-error.ts';
import { isTransient } from '../platform/transient-failure.ts';
import { HttpProblem, invalid, problem } from './http-problem.ts';

const RETRY = { 'retry-after': '2' };

/** What a caller is told of an error: nothing of ours (stack, path, driver's words) is ever in it. */
export function problemFromError(error: unknown, requestId: string): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof InvalidCursor) return invalid([{ field: 'query.cursor', message: error.message }]);
  if (error instanceof InqueryError && error.name === 'ConfigInvalid') {
    return problem(
      'Unavailable',
      'There is no valid configuration in force; an admin finds what is wrong with it by reloading it.',
      { requestId },
    );
  }
  if (error instanceof InqueryError && error.name === 'SourceNotFound') {
    return problem('SourceNotFound', `${error.message} GET /v1/sources lists those there are.`);
  }
  if (isTransient(error)) {
    return problem('Unavailable', 'A service this needs did not answer. Try again.', { requestId }, RETRY);
  }
  return problem(
    'Internal',
    'Something went wrong on our side. Try again; if it stays, quote the requestId.',
    { requestId },
  );
}
