import { describe, expect, it } from '@jest/globals';
import { functionsByTask, synthesise } from './synthesise.ts';

const { template, resources } = synthesise({ apiThrottle: { rate: 5, burst: 9 } });
const functions = functionsByTask(resources);
const gatewayResponses = Object.values(resources('AWS::ApiGateway::GatewayResponse')).map(
  ({ Properties }) => Properties,
);
const paths = new Map(
  Object.entries(resources('AWS::ApiGateway::Resource')).map(([id, { Properties }]) => [
    id,
    Properties.PathPart,
  ]),
);
const methods = Object.values(resources('AWS::ApiGateway::Method')).map(({ Properties }) => ({
  path: `/${paths.get(Object(Properties.ResourceId).Ref) ?? ''}`,
  method: Properties.HttpMethod,
  authorization: Properties.AuthorizationType,
}));

describe('The API', () => {
  it('asks who calls, but for the public addresses and the preflight', () => {
    const open = methods.filter(({ authorization }) => authorization === 'NONE');
    const guarded = methods.filter(({ authorization }) => authorization === 'CUSTOM');

    expect(guarded.map(({ method, path }) => `${method} ${path}`)).toEqual(['ANY /', 'ANY /{proxy+}']);
    expect(open.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      'ANY /docs',
      'ANY /health',
      'ANY /openapi.json',
      'OPTIONS /',
      'OPTIONS /{proxy+}',
    ]);
  });

  it('hands every method to one function as a proxy', () => {
    const { id } = functions.get('serve-http') ?? {};

    const uris = Object.values(resources('AWS::ApiGateway::Method')).map(({ Properties }) =>
      JSON.stringify(Properties.Integration),
    );

    expect(uris.every((uri) => uri.includes(`"Type":"AWS_PROXY"`) && uri.includes(`"${id}"`))).toBe(true);
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
