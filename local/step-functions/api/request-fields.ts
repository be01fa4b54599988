import { type JsonObject, typeName } from '../json.ts';
import { ApiError } from './api-error.ts';

/** A string field of a request; a ValidationException when it is missing or something else. */
export function requiredText(request: JsonObject, field: string): string {
  const value = optionalText(request, field);
  if (value === undefined)
    throw invalid(`Value null at '${field}' failed to satisfy constraint: must not be null`);
  return value;
}

export function optionalText(request: JsonObject, field: string): string | undefined {
  const value = request[field] ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw invalid(`Value at '${field}' must be a string, not ${typeName(value)}`);
}

/** The same, refusing a text longer than the API takes. */
export function boundedText(request: JsonObject, field: string, maxLength: number): string | undefined {
  const value = optionalText(request, field);
  if (value === undefined || value.length <= maxLength) return value;
  throw invalid(`Value at '${field}' must have length less than or equal to ${maxLength}`);
}

export function optionalFlag(request: JsonObject, field: string): boolean | undefined {
  const value = request[field] ?? undefined;
  if (value === undefined || typeof value === 'boolean') return value;
  throw invalid(`Value at '${field}' must be a boolean, not ${typeName(value)}`);
}

/** Throws for fields that the operation does not know here, rather than ignoring them. */
export function onlyFields(request: JsonObject, known: readonly string[]): void {
  for (const [field, value] of Object.entries(request)) {
    if (value === null || known.includes(field)) continue;
    throw invalid(`The field '${field}' is not supported by the local Step Functions`);
  }
}

export interface Page {
  /** Where the page starts; what it counts is up to the operation. */
  readonly from: number | undefined;
  readonly size: number;
}

/** Paging fields; 0 results means the default of 100. */
export function pageOf(request: JsonObject): Page {
  const size = request.maxResults ?? 0;
  if (!Number.isInteger(size) || Number(size) < 0 || Number(size) > 1000) {
    throw invalid("Value at 'maxResults' must be an integer from 0 to 1000");
  }
  const token = optionalText(request, 'nextToken');
  return { size: Number(size) || 100, from: token === undefined ? undefined : readToken(token) };
}

/** An opaque token that continues a listing at this point. */
export function toToken(from: number): string {
  return Buffer.from(`from:${from}`).toString('base64url');
}

function readToken(token: string): number {
  const digits = /^from:(\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1];
  if (digits === undefined) throw new ApiError('InvalidToken', `Invalid Token: '${token}'`);
  return Number(digits);
}

function invalid(message: string): ApiError {
  return new ApiError('ValidationException', message);
}
