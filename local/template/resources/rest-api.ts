import * as z from 'zod';
import { count, readProperties } from '../read-properties.ts';
import type { Resolver } from '../resolver.ts';
import { type Resource, unsupported } from '../resource.ts';
import { functionNameOf } from './functions.ts';
import { literalHeaders } from './gateway-responses.ts';

const responseParameters = z.record(z.string(), z.union([z.string(), z.boolean()])).default({});

const resourceSchema = z.object({ RestApiId: z.string(), ParentId: z.string(), PathPart: z.string() });

const methodSchema = z.object({
  RestApiId: z.string(),
  ResourceId: z.string(),
  HttpMethod: z.string(),
  AuthorizationType: z.enum(['NONE', 'CUSTOM']).default('NONE'),
  AuthorizerId: z.string().optional(),
  Integration: z.discriminatedUnion('Type', [
    z.object({ Type: z.literal('AWS_PROXY'), Uri: z.string(), TimeoutInMillis: count.default(29_000) }),
    z.object({
      Type: z.literal('MOCK'),
      IntegrationResponses: z
        .array(z.object({ StatusCode: z.string(), ResponseParameters: responseParameters }))
        .min(1),
    }),
  ]),
});

const authorizerSchema = z.object({
  RestApiId: z.string(),
  Type: z.enum(['TOKEN', 'REQUEST']),
  AuthorizerUri: z.string(),
  IdentitySource: z.string().optional(),
});

const apiSchema = z.object({ BinaryMediaTypes: z.array(z.string()).default([]) });
const stageSchema = z.object({ RestApiId: z.string(), StageName: z.string() });

const IGNORED_OF_API = [
  'Name',
  'Description',
  'ApiKeySourceType',
  'DisableExecuteApiEndpoint',
  'EndpointConfiguration',
  'MinimumCompressionSize',
  'Policy',
  'Tags',
];
const IGNORED_OF_METHOD = [
  'ApiKeyRequired',
  'MethodResponses',
  'OperationName',
  'RequestModels',
  'RequestValidatorId',
];
const IGNORED_OF_STAGE = [
  'AccessLogSetting',
  'CacheClusterEnabled',
  'DeploymentId',
  'Description',
  'MethodSettings',
  'Tags',
  'TracingEnabled',
];
/** Results are never cached locally, so that a revoked key is refused at once. */
const IGNORED_OF_AUTHORIZER = ['Name', 'AuthorizerResultTtlInSeconds', 'AuthorizerCredentials'];

export type LocalIntegration =
  | { readonly kind: 'function'; readonly functionName: string; readonly timeoutMs: number }
  | { readonly kind: 'mock'; readonly status: number; readonly headers: Readonly<Record<string, string>> };

export interface LocalMethod {
  readonly resourceId: string;
  readonly httpMethod: string;
  readonly authorizerId?: string;
  readonly integration: LocalIntegration;
}

export interface LocalApiResource {
  readonly id: string;
  readonly parentId: string;
  readonly pathPart: string;
}

export interface LocalAuthorizer {
  readonly id: string;
  readonly type: 'TOKEN' | 'REQUEST';
  readonly functionName: string;
  /** Where the caller's identity is, like `method.request.header.x-api-key`; a call without it is 401. */
  readonly identitySources: readonly string[];
}

export function readRestApi(resource: Resource, resolver: Resolver): { id: string; rootId: string } {
  readProperties(resource, resolver, apiSchema, IGNORED_OF_API);
  const { ref, attributes } = resolver.identity(resource.logicalId);
  return { id: ref, rootId: attributes.RootResourceId ?? '' };
}

export function readApiResource(resource: Resource, resolver: Resolver): LocalApiResource {
  const { ParentId, PathPart } = readProperties(resource, resolver, resourceSchema, []);
  return { id: resolver.identity(resource.logicalId).ref, parentId: ParentId, pathPart: PathPart };
}

export function readMethod(resource: Resource, resolver: Resolver): LocalMethod {
  // Which request parameters are cached or required does not change a proxy integration.
  const ignored = [...IGNORED_OF_METHOD, 'RequestParameters', 'AuthorizationScopes'];
  const properties = readProperties(resource, resolver, methodSchema, ignored);
  if (properties.AuthorizationType === 'CUSTOM' && !properties.AuthorizerId) {
    throw unsupported(resource, 'a CUSTOM method needs an AuthorizerId');
  }
  return {
    resourceId: properties.ResourceId,
    httpMethod: properties.HttpMethod,
    authorizerId: properties.AuthorizationType === 'CUSTOM' ? properties.AuthorizerId : undefined,
    integration: readIntegration(resource, properties.Integration),
  };
}

export function readAuthorizer(resource: Resource, resolver: Resolver): LocalAuthorizer {
  const properties = readProperties(resource, resolver, authorizerSchema, IGNORED_OF_AUTHORIZER);
  return {
    id: resolver.identity(resource.logicalId).ref,
    type: properties.Type,
    functionName: integratedFunction(resource, properties.AuthorizerUri),
    identitySources: (properties.IdentitySource ?? '').split(',').filter((source) => source !== ''),
  };
}

export function readStageName(resource: Resource, resolver: Resolver): string {
  return readProperties(resource, resolver, stageSchema, IGNORED_OF_STAGE).StageName;
}

type Integration = z.output<typeof methodSchema>['Integration'];

function readIntegration(resource: Resource, integration: Integration): LocalIntegration {
  if (integration.Type === 'AWS_PROXY') {
    return {
      kind: 'function',
      functionName: integratedFunction(resource, integration.Uri),
      timeoutMs: integration.TimeoutInMillis,
    };
  }
  const [response] = integration.IntegrationResponses;
  if (!response) throw unsupported(resource, 'a MOCK integration needs a response');
  return {
    kind: 'mock',
    status: Number(response.StatusCode),
    headers: literalHeaders(response.ResponseParameters, 'method.response.header.'),
  };
}

function integratedFunction(resource: Resource, uri: string): string {
  const arn = /:lambda:path\/2015-03-31\/functions\/(.+)\/invocations$/.exec(uri)?.[1];
  if (!arn) throw unsupported(resource, `${uri} is no Lambda integration`);
  return functionNameOf(arn);
}
