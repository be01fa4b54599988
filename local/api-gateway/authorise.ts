import * as z from 'zod';
import type { InvocationResult } from '../lambda/functions.ts';
import type { LocalAuthorizer } from '../template/resources/rest-api.ts';
import { localArn } from '../template/site.ts';
import type { GatewayError } from './gateway-response.ts';
import type { ProxyRequest } from './proxy-event.ts';

const statementSchema = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: z.union([z.string(), z.array(z.string())]),
  Resource: z.union([z.string(), z.array(z.string())]),
});

const policySchema = z.object({
  principalId: z.string(),
  policyDocument: z.object({ Statement: z.array(statementSchema) }),
  context: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).default({}),
});

export type Invoke = (functionName: string, payload: unknown) => Promise<InvocationResult>;

export type Authorisation =
  | { readonly allowed: true; readonly context: Readonly<Record<string, unknown>> }
  | { readonly allowed: false; readonly error: GatewayError };

const refused = (error: GatewayError): Authorisation => ({ allowed: false, error });

/** Asks a Lambda authoriser, never a cache of its results. */
export async function authorise(
  authorizer: LocalAuthorizer,
  request: ProxyRequest,
  invoke: Invoke,
): Promise<Authorisation> {
  const methodArn = methodArnOf(request);
  const identities = authorizer.identitySources.map((source) => identityOf(source, request));
  if (identities.some((identity) => identity === undefined)) return refused('UNAUTHORIZED');
  const event =
    authorizer.type === 'TOKEN'
      ? { type: 'TOKEN', methodArn, authorizationToken: identities[0] }
      : { type: 'REQUEST', methodArn, ...request };
  const { payload, functionError } = await invoke(authorizer.functionName, event);
  if (functionError) {
    const isRefusal = Object(payload).errorMessage === 'Unauthorized';
    return refused(isRefusal ? 'UNAUTHORIZED' : 'AUTHORIZER_FAILURE');
  }
  return readPolicy(payload, methodArn);
}

function readPolicy(payload: unknown, methodArn: string): Authorisation {
  const policy = policySchema.safeParse(payload);
  if (!policy.success) return refused('AUTHORIZER_CONFIGURATION_ERROR');
  const { principalId, policyDocument, context } = policy.data;
  const effects = policyDocument.Statement.filter((statement) => appliesTo(statement, methodArn)).map(
    (statement) => statement.Effect,
  );
  if (!effects.includes('Allow') || effects.includes('Deny')) return refused('ACCESS_DENIED');
  // API Gateway hands context values on as text.
  const texts = Object.entries(context).map(([name, value]) => [name, value === null ? null : String(value)]);
  return { allowed: true, context: { ...Object.fromEntries(texts), principalId, integrationLatency: 0 } };
}

function appliesTo({ Action, Resource }: z.output<typeof statementSchema>, methodArn: string): boolean {
  const actions = [Action].flat();
  const isInvoke = actions.some((action) => matches(action.toLowerCase(), 'execute-api:invoke'));
  return isInvoke && [Resource].flat().some((resource) => matches(resource, methodArn));
}

/** IAM wildcards: `*` any characters, `?` one. */
function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(text);
}

function methodArnOf(request: ProxyRequest): string {
  const { apiId, stage } = request.requestContext;
  return localArn('execute-api', `${apiId}/${stage}/${request.httpMethod}${request.path}`);
}

/** Reads `method.request.header.x-api-key`, `…querystring.key` or `context.…`. */
function identityOf(source: string, request: ProxyRequest): string | undefined {
  const [, place, name = ''] = /^method\.request\.(header|querystring)\.(.+)$/.exec(source.trim()) ?? [];
  if (place === 'header') {
    const entries = Object.entries(request.headers ?? {});
    return entries.find(([header]) => header.toLowerCase() === name.toLowerCase())?.[1] || undefined;
  }
  if (place === 'querystring') return request.queryStringParameters?.[name] || undefined;
  throw new Error(`The local API does not know the identity source ${source}`);
}
