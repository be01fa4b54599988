import * as z from 'zod';
import { count, readProperties } from '../read-properties.ts';
import type { Resolver } from '../resolver.ts';
import { type Resource, unsupported } from '../resource.ts';

const responseSchema = z.object({
  ResponseType: z.string(),
  StatusCode: count.optional(),
  ResponseTemplates: z.record(z.string(), z.string()).default({}),
  ResponseParameters: z.record(z.string(), z.string()).default({}),
});

/** How the gateway words an error of its own. */
export interface LocalGatewayResponse {
  readonly type: string;
  readonly status?: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function readGatewayResponse(resource: Resource, resolver: Resolver): LocalGatewayResponse {
  const properties = readProperties(resource, resolver, responseSchema, ['RestApiId']);
  const body = properties.ResponseTemplates['application/json'] ?? '{"message":$context.error.messageString}';
  if (body.includes('$context')) throw unsupported(resource, 'the local API fills in no variables');
  return {
    type: properties.ResponseType,
    status: properties.StatusCode,
    headers: literalHeaders(properties.ResponseParameters, 'gatewayresponse.header.'),
    body,
  };
}

/** Mapping parameters that are literal headers: `gatewayresponse.header.X: "'value'"`. */
export function literalHeaders(
  parameters: Readonly<Record<string, string | boolean>>,
  prefix: string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name.replace(prefix, '').toLowerCase(),
      String(value).replace(/^'|'$/g, ''),
    ]),
  );
}
