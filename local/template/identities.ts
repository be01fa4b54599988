import { isIgnored } from './ignored-types.ts';
import { type Resource, unsupported } from './resource.ts';
import { localArn, type Site } from './site.ts';

/** What `Ref` and `Fn::GetAtt` of a resource answer. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** `name` is the physical name: the template's own, or one made from the logical id. */
type Identify = (name: string, site: Site) => Identity;

interface Kind {
  readonly nameProperty?: string;
  readonly identify: Identify;
}

const named =
  (service: string, prefix: string, refIsArn = false): Identify =>
  (name) => {
    const arn = localArn(service, `${prefix}${name}`);
    return { ref: refIsArn ? arn : name, attributes: { Arn: arn, Name: name } };
  };

const bare: Identify = (name) => ({ ref: name, attributes: {} });

const KINDS: Readonly<Record<string, Kind>> = {
  'AWS::DynamoDB::Table': { nameProperty: 'TableName', identify: named('dynamodb', 'table/') },
  'AWS::S3::Bucket': { nameProperty: 'BucketName', identify: identifyBucket },
  'AWS::SQS::Queue': { nameProperty: 'QueueName', identify: identifyQueue },
  'AWS::Lambda::Function': { nameProperty: 'FunctionName', identify: named('lambda', 'function:') },
  'AWS::Lambda::EventSourceMapping': { identify: bare },
  'AWS::Lambda::EventInvokeConfig': { identify: bare },
  'AWS::StepFunctions::StateMachine': {
    nameProperty: 'StateMachineName',
    identify: named('states', 'stateMachine:', true),
  },
  'AWS::Events::EventBus': { nameProperty: 'Name', identify: named('events', 'event-bus/') },
  'AWS::Events::Rule': { nameProperty: 'Name', identify: named('events', 'rule/') },
  'AWS::ApiGateway::RestApi': {
    identify: (name) => ({ ref: name, attributes: { RootResourceId: `${name}/` } }),
  },
  'AWS::ApiGateway::Resource': { identify: (name) => ({ ref: name, attributes: { ResourceId: name } }) },
  'AWS::ApiGateway::Method': { identify: bare },
  'AWS::ApiGateway::Authorizer': { identify: (name) => ({ ref: name, attributes: { AuthorizerId: name } }) },
  'AWS::ApiGateway::Deployment': { identify: (name) => ({ ref: name, attributes: { DeploymentId: name } }) },
  'AWS::ApiGateway::GatewayResponse': { identify: bare },
  'AWS::ApiGateway::Stage': { nameProperty: 'StageName', identify: bare },
  'AWS::SecretsManager::Secret': { nameProperty: 'Name', identify: identifySecret },
  'AWS::Scheduler::ScheduleGroup': { nameProperty: 'Name', identify: named('scheduler', 'schedule-group/') },
  'Custom::S3BucketNotifications': { identify: bare },
};

/** Who a resource is on this machine; throws for a type that is neither created nor known to mean nothing. */
export function identify(resource: Resource, site: Site, resolve: (value: unknown) => unknown): Identity {
  const kind = KINDS[resource.type];
  if (isIgnored(resource.logicalId, resource.type)) return identifyIgnored(resource);
  if (!kind) throw unsupported(resource, 'the local stack does not create resources of this type');
  const given = kind.nameProperty === undefined ? undefined : resolve(resource.properties[kind.nameProperty]);
  return kind.identify(typeof given === 'string' ? given : resource.logicalId, site);
}

function identifyIgnored({ logicalId }: Resource): Identity {
  return { ref: logicalId, attributes: { Arn: `arn:aws:local:::${logicalId}` } };
}

/** Bucket names are lower case, 3 to 63 characters. */
function identifyBucket(name: string): Identity {
  const bucket = name.toLowerCase().slice(0, 63);
  return {
    ref: bucket,
    attributes: { Arn: `arn:aws:s3:::${bucket}`, DomainName: `${bucket}.s3.amazonaws.com` },
  };
}

function identifyQueue(name: string, site: Site): Identity {
  return {
    ref: `${site.sqsUrl}/${site.account}/${name}`,
    attributes: { Arn: localArn('sqs', name), QueueName: name },
  };
}

function identifySecret(name: string): Identity {
  const arn = localArn('secretsmanager', `secret:${name}`);
  return { ref: arn, attributes: { Id: arn } };
}
