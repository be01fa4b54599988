import { describe, expect, it } from '@jest/globals';
import { ADMINISTRATION_API } from '../../shared/contracts/http/routes/administration-api.ts';
import { CHART_API } from '../../shared/contracts/http/routes/chart-api.ts';
import { EXPORT_API } from '../../shared/contracts/http/routes/export-api.ts';
import { HEALTH_API } from '../../shared/contracts/http/routes/health-api.ts';
import { KNOWLEDGE_API } from '../../shared/contracts/http/routes/knowledge-api.ts';
import { QUESTION_API } from '../../shared/contracts/http/routes/question-api.ts';
import { RERUN_API } from '../../shared/contracts/http/routes/rerun-api.ts';
import { SUBSCRIPTION_API } from '../../shared/contracts/http/routes/subscription-api.ts';
import { PUBLIC_PATHS } from '../../shared/contracts/http/routes.ts';
import { functionsByTask, synthesise } from './synthesise.ts';

const { template, resources } = synthesise({ apiThrottle: { rate: 5, burst: 9 } });
const functions = functionsByTask(resources);
const gatewayResponses = Object.values(resources('AWS::ApiGateway::GatewayResponse')).map(
  ({ Properties }) => Properties,
);
const nodes = new Map(
  Object.entries(resources('AWS::ApiGateway::Resource')).map(([id, { Properties }]) => [id, Properties]),
);

/** A resource's path, from the parts above it; the root's is empty. */
function pathOf(reference: unknown): string {
  const node = nodes.get(Object(reference).Ref);
  return node ? `${pathOf(node.ParentId)}/${node.PathPart}` : '';
}

const methods = Object.values(resources('AWS::ApiGateway::Method')).map(({ Properties }) => ({
  path: pathOf(Properties.ResourceId) || '/',
  method: Properties.HttpMethod,
  authorization: Properties.AuthorizationType,
  integration: JSON.stringify(Properties.Integration),
}));

/** The task that answers a path: of the resources that match it, the one with the most literal parts. */
function taskOf(path: string): string | undefined {
  const parts = path.split('/').slice(1);
  const matches = methods.filter((method) => {
    const pattern = method.path.split('/').slice(1);
    const greedy = pattern.at(-1) === '{proxy+}';
    const literal = greedy ? pattern.slice(0, -1) : pattern;
    const fits = greedy ? parts.length > literal.length : parts.length === literal.length;
    return fits && literal.every((part, index) => part.startsWith('{') || part === parts[index]);
  });
  const [best] = matches.sort((a, b) => literals(b.path) - literals(a.path));
  return [...functions].find(([, { id }]) => best?.integration.includes(`"${id}"`))?.[0];
}

const literals = (path: string) => path.split('/').filter((part) => part && !part.startsWith('{')).length;

describe('The API', () => {
  it('asks who calls, but for the public addresses and the preflight', () => {
    const open = methods.filter(({ authorization }) => authorization === 'NONE');
    const guarded = methods.filter(({ authorization }) => authorization === 'CUSTOM');

    expect(guarded.every(({ method }) => method === 'ANY')).toBe(true);
    expect(
      open.filter(({ method }) => method !== 'OPTIONS').map(({ method, path }) => `${method} ${path}`),
    ).toEqual(PUBLIC_PATHS.map((path) => `ANY ${path}`));
    expect(open.filter(({ method }) => method === 'OPTIONS').map(({ path }) => path)).toEqual(
      guarded.map(({ path }) => path),
    );
  });

  it.each([
    ...Object.values(QUESTION_API).map(({ path }) => [path, 'serve-http'] as const),
    ...Object.values(KNOWLEDGE_API).map(({ path }) => [path, 'serve-knowledge'] as const),
    ...Object.values(EXPORT_API).map(({ path }) => [path, 'serve-exports'] as const),
    ...Object.values(SUBSCRIPTION_API).map(({ path }) => [path, 'serve-subscriptions'] as const),
    ...Object.values(ADMINISTRATION_API).map(({ path }) => [path, 'serve-administration'] as const),
    ...Object.values(HEALTH_API).map(({ path }) => [path, 'serve-health'] as const),
    [CHART_API.getChart.path, 'draw-chart'] as const,
    ...Object.values(RERUN_API).map(({ path }) => [path, 'serve-reruns'] as const),
    ['/v1/questions/{id}/chart.svg/more', 'draw-chart'] as const,
    ['/', 'serve-http'] as const,
    ['/nowhere/at/all', 'serve-http'] as const,
    ['/v1', 'serve-http'] as const,
    ['/v1/nothing', 'serve-http'] as const,
    ['/v1/sources/northwind/nothing/at/all', 'serve-knowledge'] as const,
    ['/v1/keys/x/nothing', 'serve-administration'] as const,
  ])('hands %s to %s', (path, task) => {
    expect(taskOf(path.replaceAll(/\{\w+\}/g, 'x'))).toBe(task);
  });

  it('hands calls on as they come, and each branch catches whatever is below it', () => {
    expect(methods.every(({ integration }) => integration.includes('"Type":"AWS_PROXY"'))).toBe(true);
    for (const [id, { PathPart }] of nodes) {
      if (PathPart === '{proxy+}') continue;
      const children = [...nodes.values()].filter(({ ParentId }) => Object(ParentId).Ref === id);
      const open = PUBLIC_PATHS.includes(`/${PathPart}`);
      expect(children.some((child) => child.PathPart === '{proxy+}')).toBe(!open);
    }
  });

  it('asks the authoriser anew for every request, whichever header it carries', () => {
    template.hasResourceProperties('AWS::ApiGateway::Authorizer', {
      Type: 'REQUEST',
      AuthorizerResultTtlInSeconds: 0,
      IdentitySource: '',
    });
  });

  it('logs no query string and no body, and holds callers to the rate', () => {
    const [stage] = Object.values(resources('AWS::ApiGateway::Stage'));
    const { Format } = Object(stage?.Properties.AccessLogSetting);

    expect(JSON.stringify(Format)).not.toMatch(/querystring|requestOverride|authorization/i);
    expect(stage?.Properties.MethodSettings).toEqual([
      expect.objectContaining({ DataTraceEnabled: false, ThrottlingRateLimit: 5, ThrottlingBurstLimit: 9 }),
    ]);
  });
});

describe('The errors the gateway makes', () => {
  it.each(gatewayResponses.map((response) => [String(response.ResponseType), response] as const))(
    'are problem documents: %s',
    (_, { StatusCode, ResponseTemplates, ResponseParameters }) => {
      const problem = JSON.parse(Object(ResponseTemplates)['application/json']);

      expect(problem).toEqual({
        type: expect.stringMatching(/^urn:inquery:error:[A-Za-z]+$/),
        title: expect.any(String),
        status: Number(StatusCode),
        detail: expect.any(String),
      });
      expect(Object(ResponseParameters)['gatewayresponse.header.Content-Type']).toBe(
        "'application/problem+json'",
      );
    },
  );

  it.each([
    ['UNAUTHORIZED', '401'],
    ['ACCESS_DENIED', '403'],
    ['MISSING_AUTHENTICATION_TOKEN', '404'],
    ['REQUEST_TOO_LARGE', '413'],
    ['THROTTLED', '429'],
    ['DEFAULT_5XX', '500'],
  ])('answer %s with %s', (type, status) => {
    const response = gatewayResponses.find(({ ResponseType }) => ResponseType === type);

    expect(response?.StatusCode).toBe(status);
  });

  it('say when to come back after too many requests', () => {
    const throttled = gatewayResponses.find(({ ResponseType }) => ResponseType === 'THROTTLED');

    expect(throttled?.ResponseParameters).toHaveProperty(['gatewayresponse.header.Retry-After'], "'1'");
  });
});
