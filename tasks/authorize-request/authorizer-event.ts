import * as z from 'zod';

/** API Gateway's REQUEST authoriser event, as far as it is read. */
export const AuthorizerEvent = z.object({
  type: z.literal('REQUEST'),
  methodArn: z.string().startsWith('arn:'),
  httpMethod: z.string().optional(),
  requestContext: z.object({ requestId: z.string() }).optional(),
  headers: z.record(z.string(), z.string()).nullish(),
});
export type AuthorizerEvent = z.infer<typeof AuthorizerEvent>;

/** Header names as callers wrote them → lower case. */
export function lowerCaseNames(headers: AuthorizerEvent['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
