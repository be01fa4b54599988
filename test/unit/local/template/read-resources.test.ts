import { describe, expect, it } from '@jest/globals';
import { readResources } from '../../../../local/template/read-resources.ts';
import { localSite } from '../../../../local/template/site.ts';
import { getAtt, lambdaUri, taskFunction, templateOf } from './fixtures/resources.ts';

const site = localSite('http://127.0.0.1:3003');
const read = (resources: Record<string, unknown>, outputs = {}) =>
  readResources(templateOf(resources, outputs), site);

describe('the template’s resources', () => {
  it('name tables, queues and buckets in the environment of functions', () => {
    const { functions } = read({
      Jobs: { Type: 'AWS::DynamoDB::Table', Properties: { KeySchema: [], AttributeDefinitions: [] } },
      DataBucket: { Type: 'AWS::S3::Bucket' },
      Work: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'work' } },
      Role: { Type: 'AWS::IAM::Role' },
      Classify: taskFunction('classify-intent', {
        FunctionName: 'inquery-classify-intent',
        Timeout: 30,
        Environment: {
          Variables: { JOBS: { Ref: 'Jobs' }, DATA: { Ref: 'DataBucket' }, WORK: { Ref: 'Work' } },
        },
      }),
    });
    expect(functions).toEqual([
      {
        name: 'inquery-classify-intent',
        arn: 'arn:aws:lambda:us-east-1:000000000000:function:inquery-classify-intent',
        task: 'classify-intent',
        environment: { JOBS: 'Jobs', DATA: 'databucket', WORK: 'http://127.0.0.1:3003/000000000000/work' },
        timeoutSeconds: 30,
        memoryMb: 128,
        reservedConcurrency: undefined,
      },
    ]);
  });

  it('give queues their attributes and their dead-letter queue', () => {
    const { queues } = read({
      Dead: { Type: 'AWS::SQS::Queue' },
      Work: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          VisibilityTimeout: 60,
          RedrivePolicy: { deadLetterTargetArn: getAtt('Dead', 'Arn'), maxReceiveCount: 3 },
        },
      },
    });
    expect(queues[1]?.attributes).toEqual({
      VisibilityTimeout: '60',
      RedrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:Dead","maxReceiveCount":3}',
    });
  });

  it('put substitutions into a definition', () => {
    const { stateMachines } = read({
      Check: taskFunction('check-sql', { FunctionName: 'check' }),
      Role: { Type: 'AWS::IAM::Role' },
      Machine: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: {
          StateMachineName: 'question',
          RoleArn: getAtt('Role', 'Arn'),
          DefinitionString: `{"Resource":"\${CheckArn}"}`,
          DefinitionSubstitutions: { CheckArn: getAtt('Check', 'Arn') },
        },
      },
    });
    expect(stateMachines[0]).toEqual({
      name: 'question',
      arn: 'arn:aws:states:us-east-1:000000000000:stateMachine:question',
      type: 'STANDARD',
      definition: '{"Resource":"arn:aws:lambda:us-east-1:000000000000:function:check"}',
    });
  });

  it('know from the custom resource beside a bucket that it notifies EventBridge', () => {
    const { buckets } = read({
      Data: { Type: 'AWS::S3::Bucket' },
      Quiet: { Type: 'AWS::S3::Bucket' },
      DataNotifications: {
        Type: 'Custom::S3BucketNotifications',
        Properties: {
          ServiceToken: 'arn:aws:lambda:::handler',
          BucketName: { Ref: 'Data' },
          NotificationConfiguration: { EventBridgeConfiguration: {} },
          Managed: true,
        },
      },
      BucketNotificationsHandler050a0587: { Type: 'AWS::Lambda::Function', Properties: {} },
    });
    expect(buckets).toEqual([
      { name: 'data', notifies: true },
      { name: 'quiet', notifies: false },
    ]);
  });

  it('know when items, objects and uploads expire', () => {
    const key = { KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] };
    const attributes = { AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }] };
    const { tables, buckets } = read({
      Jobs: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          ...{ ...key, ...attributes },
          TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        },
      },
      Data: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          LifecycleConfiguration: {
            Rules: [
              { Status: 'Enabled', Prefix: 'jobs/', ExpirationInDays: 30 },
              { Status: 'Disabled', Prefix: 'catalog/', ExpirationInDays: 1 },
              { Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
            ],
          },
        },
      },
    });

    expect(tables).toMatchObject([{ timeToLive: 'expiresAt' }]);
    expect(buckets).toMatchObject([
      {
        lifecycle: [
          { prefix: 'jobs/', objectDays: 30 },
          { prefix: '', uploadDays: 1 },
        ],
      },
    ]);
  });

  it('make one API of resources, methods and authoriser', () => {
    const { api } = read({
      Role: { Type: 'AWS::IAM::Role' },
      Serve: taskFunction('serve-http', { FunctionName: 'serve' }),
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'inquery' } },
      Proxy: {
        Type: 'AWS::ApiGateway::Resource',
        Properties: {
          RestApiId: { Ref: 'Api' },
          ParentId: getAtt('Api', 'RootResourceId'),
          PathPart: '{proxy+}',
        },
      },
      Auth: {
        Type: 'AWS::ApiGateway::Authorizer',
        Properties: {
          RestApiId: { Ref: 'Api' },
          Type: 'REQUEST',
          AuthorizerUri: lambdaUri('Serve'),
          IdentitySource: 'method.request.header.x-api-key',
          AuthorizerResultTtlInSeconds: 300,
        },
      },
      Any: {
        Type: 'AWS::ApiGateway::Method',
        Properties: {
          RestApiId: { Ref: 'Api' },
          ResourceId: { Ref: 'Proxy' },
          HttpMethod: 'ANY',
          AuthorizationType: 'CUSTOM',
          AuthorizerId: { Ref: 'Auth' },
          Integration: { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: lambdaUri('Serve') },
        },
      },
    });
    expect(api).toMatchObject({
      resources: [{ id: 'Proxy', parentId: api.rootId, pathPart: '{proxy+}' }],
      methods: [
        {
          resourceId: 'Proxy',
          httpMethod: 'ANY',
          authorizerId: 'Auth',
          integration: { kind: 'function', functionName: 'serve', timeoutMs: 29_000 },
        },
      ],
      authorizers: [
        { id: 'Auth', functionName: 'serve', identitySources: ['method.request.header.x-api-key'] },
      ],
    });
  });

  it('resolve the outputs', () => {
    const { outputs } = read(
      { Data: { Type: 'AWS::S3::Bucket' } },
      { DataBucket: { Value: { Ref: 'Data' } } },
    );
    expect(outputs).toEqual({ DataBucket: 'data' });
  });

  it.each([
    ['a type nobody knows', { Topic: { Type: 'AWS::SNS::Topic' } }, /^Topic \(AWS::SNS::Topic\)/],
    [
      'a property nobody knows',
      { Jobs: { Type: 'AWS::DynamoDB::Table', Properties: { StreamSpecification: {} } } },
      /^Jobs \(AWS::DynamoDB::Table\): .*StreamSpecification/,
    ],
    ['a function without its folder', { Lost: { Type: 'AWS::Lambda::Function' } }, /^Lost .*inquery:task/],
    [
      'a definition with a placeholder left',
      {
        Machine: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString: `"\${Gone}"` } },
      },
      /^Machine .*Gone/,
    ],
    [
      'a reference to nothing',
      { Work: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'Name' } } } },
      /no resource or parameter named Name/,
    ],
  ])('refuse %s with the logical id', (_what, resources, message) => {
    expect(() => read(resources)).toThrow(message);
  });
});
