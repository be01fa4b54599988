import type { LocalGatewayResponse } from '../template/resources/gateway-responses.ts';

/** What the HTTP server answers. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Buffer;
}

/** The errors that the local gateway makes itself, by API Gateway's names, with their status. */
const STATUS = {
  UNAUTHORIZED: 401,
  ACCESS_DENIED: 403,
  MISSING_AUTHENTICATION_TOKEN: 404,
  REQUEST_TOO_LARGE: 413,
  THROTTLED: 429,
  AUTHORIZER_CONFIGURATION_ERROR: 500,
  AUTHORIZER_FAILURE: 500,
  API_CONFIGURATION_ERROR: 502,
  INTEGRATION_TIMEOUT: 504,
} as const;

export type GatewayError = keyof typeof STATUS;
export type GatewayResponses = (type: GatewayError) => HttpAnswer;

/** Answers the gateway's errors as the template words them, or with a plain problem document (RFC 9457). */
export function createGatewayResponses(worded: readonly LocalGatewayResponse[]): GatewayResponses {
  const byType = new Map(worded.map((response) => [response.type, response]));
  return (type) => {
    const fallback = STATUS[type] < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX';
    const response = byType.get(type) ?? byType.get(fallback);
    return response ? wordedAnswer(response, type) : plainAnswer(type);
  };
}

function wordedAnswer({ status, headers, body }: LocalGatewayResponse, type: GatewayError): HttpAnswer {
  return {
    status: status ?? STATUS[type],
    headers: { 'content-type': 'application/json', ...headers },
    body,
  };
}

function plainAnswer(type: GatewayError): HttpAnswer {
  const status = STATUS[type];
  const document = {
    type: `urn:inquery:error:${type}`,
    title: type,
    status,
    detail: 'The local API refused the request.',
  };
  return { status, headers: { 'content-type': 'application/problem+json' }, body: JSON.stringify(document) };
}
