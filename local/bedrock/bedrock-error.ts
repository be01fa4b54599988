import type { WireResponse } from '../wire/wire-service.ts';

const STATUS = {
  ValidationException: 400,
  ResourceNotFoundException: 404,
  ModelTimeoutException: 408,
  ThrottlingException: 429,
  ServiceUnavailableException: 503,
} as const;

export type BedrockErrorName = keyof typeof STATUS;

/** An expected refusal of the Bedrock endpoint, under the error name that the real service gives. */
export class BedrockError extends Error {
  readonly code: BedrockErrorName;

  constructor(code: BedrockErrorName, message: string) {
    super(message);
    this.name = 'BedrockError';
    this.code = code;
  }
}

/** The error as REST-JSON: the SDK reads the name from the header. */
export function errorResponse(error: BedrockError): WireResponse {
  return {
    status: STATUS[error.code],
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.code },
    body: JSON.stringify({ message: error.message }),
  };
}

/** A successful REST-JSON response. */
export function jsonResponse(body: unknown, headers: Readonly<Record<string, string>> = {}): WireResponse {
  return {
    status: 200,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}
