import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { ErrorName } from '../../shared/contracts/errors.ts';

interface GatewayProblem {
  readonly on: readonly ResponseType[];
  readonly status: number;
  /** Names only what HTTP knows and our own errors have no name for. */
  readonly name:
    | ErrorName
    | 'Unauthenticated'
    | 'BadRequest'
    | 'NotFound'
    | 'PayloadTooLarge'
    | 'UnsupportedMediaType'
    | 'TooManyRequests'
    | 'Timeout';
  readonly detail: string;
  readonly retryAfterSeconds?: number;
}

/** Errors API Gateway makes itself, before or instead of our function. */
const PROBLEMS: readonly GatewayProblem[] = [
  {
    on: [ResponseType.UNAUTHORIZED],
    status: 401,
    name: 'Unauthenticated',
    detail: 'Give an API key in the header x-api-key, or a token as Authorization: Bearer.',
  },
  {
    on: [
      ResponseType.ACCESS_DENIED,
      ResponseType.EXPIRED_TOKEN,
      ResponseType.INVALID_API_KEY,
      ResponseType.INVALID_SIGNATURE,
      ResponseType.WAF_FILTERED,
    ],
    status: 403,
    name: 'NotAuthorised',
    detail: 'This key or token may not do that.',
  },
  {
    on: [ResponseType.MISSING_AUTHENTICATION_TOKEN, ResponseType.RESOURCE_NOT_FOUND],
    status: 404,
    name: 'NotFound',
    detail: 'There is nothing at this address, or not with this method.',
  },
  {
    on: [ResponseType.REQUEST_TOO_LARGE],
    status: 413,
    name: 'PayloadTooLarge',
    detail: 'The request is too large.',
  },
  {
    on: [ResponseType.UNSUPPORTED_MEDIA_TYPE],
    status: 415,
    name: 'UnsupportedMediaType',
    detail: 'Send application/json.',
  },
  {
    on: [ResponseType.THROTTLED, ResponseType.QUOTA_EXCEEDED],
    status: 429,
    name: 'TooManyRequests',
    detail: 'Too many requests: wait a moment and try again.',
    retryAfterSeconds: 1,
  },
  {
    on: [ResponseType.INTEGRATION_TIMEOUT],
    status: 504,
    name: 'Timeout',
    detail: 'No answer came in time. The work may go on: ask for its state.',
  },
  {
    on: [ResponseType.BAD_REQUEST_BODY, ResponseType.BAD_REQUEST_PARAMETERS, ResponseType.DEFAULT_4XX],
    status: 400,
    name: 'BadRequest',
    detail: 'The request could not be read.',
  },
  {
    on: [
      ResponseType.API_CONFIGURATION_ERROR,
      ResponseType.AUTHORIZER_CONFIGURATION_ERROR,
      ResponseType.AUTHORIZER_FAILURE,
      ResponseType.INTEGRATION_FAILURE,
      ResponseType.DEFAULT_5XX,
    ],
    status: 500,
    name: 'Internal',
    detail: 'Something went wrong on our side.',
  },
];

const body = ({ name, status, detail }: GatewayProblem) =>
  JSON.stringify({ type: `urn:inquery:error:${name}`, title: name, status, detail });

/** The values are mapping expressions: static text stands in single quotes. */
const headers = ({ retryAfterSeconds }: GatewayProblem): Record<string, string> => ({
  'Content-Type': "'application/problem+json'",
  'Access-Control-Allow-Origin': "'*'",
  ...(retryAfterSeconds === undefined ? {} : { 'Retry-After': `'${retryAfterSeconds}'` }),
});

/** Makes the gateway's own errors problem documents (RFC 9457) like ours. */
export function addGatewayProblems(api: RestApi): void {
  for (const problem of PROBLEMS) {
    for (const type of problem.on) {
      api.addGatewayResponse(type.responseType, {
        type,
        statusCode: String(problem.status),
        templates: { 'application/json': body(problem) },
        responseHeaders: headers(problem),
      });
    }
  }
}
