import { describe, expect, it } from '@jest/globals';
import { InqueryError } from '../../../../shared/platform/inquery-error.ts';
import { namedError } from '../../../../shared/platform/named-error.ts';

const errorWith = (fields: object) => Object.assign(new Error('secret'), fields);

describe('namedError', () => {
  it.each([
    { name: 'TimeoutError' },
    { name: 'RequestTimeout', $metadata: { httpStatusCode: 400 } },
    { name: 'SlowDown', $metadata: { httpStatusCode: 503 } },
    { name: 'InternalError', $metadata: { httpStatusCode: 500 } },
    { name: 'NoNameWeKnow', $metadata: { httpStatusCode: 502 } },
    { name: 'ThrottlingException' },
    { name: 'ProvisionedThroughputExceededException' },
    { name: 'RequestLimitExceeded' },
    { name: 'InternalServerError' },
    { name: 'InternalFailure' },
    { name: 'ServiceUnavailable' },
    { name: 'TransactionInProgressException', $retryable: {} },
    { code: 'ECONNRESET' },
    { code: 'ECONNREFUSED' },
    { code: 'EPIPE' },
    { code: 'ETIMEDOUT' },
    { code: 'EAI_AGAIN' },
  ])('calls %j of a service ServiceUnavailable, and keeps its words to itself', (fields) => {
    const thrown = errorWith(fields);

    const error = namedError(thrown);

    expect(error).toMatchObject({ name: 'ServiceUnavailable', cause: thrown });
    expect(error.message).not.toContain('secret');
  });

  it.each([
    errorWith({ name: 'ValidationException', $metadata: { httpStatusCode: 400 } }),
    errorWith({ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } }),
    errorWith({ name: 'ConditionalCheckFailedException', $metadata: { httpStatusCode: 400 } }),
    new TypeError('secret'),
    'secret',
  ])('calls %s Internal, which no state retries', (thrown) => {
    expect(namedError(thrown)).toMatchObject({ name: 'Internal', cause: thrown });
  });

  it.each(['ModelTimeout', 'StatementTimeout', 'ModelThrottled', 'DatabaseUnavailable', 'Internal'] as const)(
    'leaves %s as it is: models and databases have names of their own',
    (name) => {
      const error = new InqueryError(name, 'It did not answer.', {
        cause: errorWith({ code: 'ECONNRESET' }),
      });

      expect(namedError(error)).toBe(error);
    },
  );
});
