import * as z from 'zod';

const one = z.record(z.string(), z.string()).nullish();
const many = z.record(z.string(), z.array(z.string())).nullish();

/** API Gateway's proxy event for a REST API (format 1.0), as far as it is read. */
export const ProxyEvent = z.object({
  httpMethod: z.string(),
  path: z.string(),
  headers: one,
  multiValueHeaders: many,
  queryStringParameters: one,
  multiValueQueryStringParameters: many,
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().default(false),
  requestContext: z.object({
    requestId: z.string(),
    path: z.string().optional(),
    authorizer: z.unknown().optional(),
  }),
});
export type ProxyEvent = z.infer<typeof ProxyEvent>;

/** What API Gateway expects back. */
export interface ProxyResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
