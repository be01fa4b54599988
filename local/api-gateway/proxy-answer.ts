import * as z from 'zod';
import type { InvocationResult } from '../lambda/functions.ts';
import type { GatewayResponses, HttpAnswer } from './gateway-response.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const answerSchema = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), scalar).nullish(),
  multiValueHeaders: z.record(z.string(), z.array(scalar)).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().default(false),
});

/** The HTTP answer for what a proxied function gave back; a failed or malformed one is 502, as on AWS. */
export function proxyAnswer(
  { payload, functionError }: InvocationResult,
  responses: GatewayResponses,
): HttpAnswer {
  if (functionError) return responses('API_CONFIGURATION_ERROR');
  const answer = answerSchema.safeParse(payload);
  if (!answer.success) return responses('API_CONFIGURATION_ERROR');
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded } = answer.data;
  return {
    status: statusCode,
    headers: { 'content-type': 'application/json', ...lowerCase(headers), ...lowerCase(multiValueHeaders) },
    body: isBase64Encoded ? Buffer.from(body ?? '', 'base64') : (body ?? ''),
  };
}

function lowerCase(
  headers: Readonly<Record<string, z.output<typeof scalar> | z.output<typeof scalar>[]>> | null | undefined,
): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.map(String) : String(value),
    ]),
  );
}
