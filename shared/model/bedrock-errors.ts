import type { ErrorName } from '../contracts/errors.ts';
import { InqueryError } from '../platform/inquery-error.ts';

const BY_NAME: Readonly<Record<string, ErrorName>> = {
  ThrottlingException: 'ModelThrottled',
  TooManyRequestsException: 'ModelThrottled',
  ServiceUnavailableException: 'ModelUnavailable',
  InternalServerException: 'ModelUnavailable',
  ModelNotReadyException: 'ModelUnavailable',
  ModelErrorException: 'ModelUnavailable',
  ECONNREFUSED: 'ModelUnavailable',
  ECONNRESET: 'ModelUnavailable',
  ModelTimeoutException: 'ModelTimeout',
  TimeoutError: 'ModelTimeout',
  AbortError: 'ModelTimeout',
  ValidationException: 'ModelRejected',
  AccessDeniedException: 'ModelRejected',
  UnrecognizedClientException: 'ModelRejected',
  InvalidSignatureException: 'ModelRejected',
  CredentialsProviderError: 'ModelRejected',
  ResourceNotFoundException: 'ModelRejected',
  ServiceQuotaExceededException: 'ModelThrottled',
};

const SENTENCES: Partial<Record<ErrorName, string>> = {
  ModelThrottled: 'The model is receiving more requests than it allows.',
  ModelUnavailable: 'The model could not be reached.',
  ModelTimeout: 'The model did not answer in time.',
  ModelRejected: 'The model refused the request: check its id, region and access in the configuration.',
};

/** Bedrock's exceptions by the contract's names. The provider's message stays in the cause, for the log only. */
export function modelError(error: unknown): InqueryError {
  const name = BY_NAME[fieldOf(error, 'name')] ?? BY_NAME[fieldOf(error, 'code')] ?? 'ModelUnavailable';
  return new InqueryError(name, SENTENCES[name] ?? '', { cause: error });
}

function fieldOf(error: unknown, field: 'name' | 'code'): string {
  return typeof error === 'object' && error !== null ? String(Reflect.get(error, field) ?? '') : '';
}
