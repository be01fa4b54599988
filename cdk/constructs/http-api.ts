import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccessLogField,
  AccessLogFormat,
  AuthorizationType,
  EndpointType,
  type IResource,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  type MethodOptions,
  RequestAuthorizer,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { FAMILIES, PUBLIC_PATHS } from '../../shared/contracts/http/routes.ts';
import { isTraced } from '../tracing.ts';
import { acknowledge } from './acknowledge.ts';
import { addGatewayProblems } from './gateway-problems.ts';

export interface HttpApiProps {
  readonly name: string;
  /** The function of a task that answers calls. */
  readonly functionOf: (task: 'serve-http' | keyof typeof FAMILIES) => IFunction;
  readonly authorizer: IFunction;
  readonly throttle: { readonly rate: number; readonly burst: number };
  readonly logRetentionDays: RetentionDays;
}

const STAGE = 'prod';

/** `/v1/a` and `/v1/a/{b}` of `/v1/a/{b}/c`: a path of another function among those of serve-http. */
function branchesAbove(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(3).map((_, index) => parts.slice(0, 3 + index).join('/'));
}

const QUESTION_BRANCHES = new Set(
  [...FAMILIES['draw-chart'], ...FAMILIES['serve-reruns']].flatMap(branchesAbove),
);

const isTask = (name: string): name is keyof typeof FAMILIES => Object.hasOwn(FAMILIES, name);

const OPEN: MethodOptions = { authorizationType: AuthorizationType.NONE };

/** No query strings and no headers: questions and keys stay out of the log. */
const ACCESS_LOG_FORMAT = AccessLogFormat.custom(
  JSON.stringify({
    requestId: AccessLogField.contextRequestId(),
    at: AccessLogField.contextRequestTimeEpoch(),
    ip: AccessLogField.contextIdentitySourceIp(),
    principal: AccessLogField.contextAuthorizerPrincipalId(),
    method: AccessLogField.contextHttpMethod(),
    path: AccessLogField.contextPath(),
    status: AccessLogField.contextStatus(),
    bytes: AccessLogField.contextResponseLength(),
    ms: AccessLogField.contextResponseLatency(),
    error: AccessLogField.contextErrorResponseType(),
  }),
);

/** The REST API: each family of paths goes to one function, behind the authoriser but for the public ones and OPTIONS. */
export class HttpApi extends Construct {
  readonly api: RestApi;

  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id);
    this.api = this.createApi(props);
    this.addMethods(props);
    addGatewayProblems(this.api);
    this.acknowledgeFindings();
  }

  private createApi({ name, throttle, logRetentionDays }: HttpApiProps): RestApi {
    const accessLog = new LogGroup(this, 'AccessLog', {
      retention: logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const api = new RestApi(this, 'Api', {
      restApiName: name,
      endpointTypes: [EndpointType.REGIONAL],
      cloudWatchRole: true,
      deployOptions: {
        stageName: STAGE,
        accessLogDestination: new LogGroupLogDestination(accessLog),
        accessLogFormat: ACCESS_LOG_FORMAT,
        loggingLevel: MethodLoggingLevel.ERROR,
        dataTraceEnabled: false,
        tracingEnabled: isTraced(this),
        throttlingRateLimit: throttle.rate,
        throttlingBurstLimit: throttle.burst,
      },
    });
    api.node.tryRemoveChild('Endpoint'); // an output of its own; the stack has one with a readable name
    this.keepExecutionLog(api, logRetentionDays);
    return api;
  }

  /** API Gateway would make this log group itself and keep it for ever. */
  private keepExecutionLog(api: RestApi, retention: RetentionDays): void {
    const log = new LogGroup(this, 'ExecutionLog', {
      logGroupName: `API-Gateway-Execution-Logs_${api.restApiId}/${STAGE}`,
      retention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    api.deploymentStage.node.addDependency(log);
  }

  private addMethods({ functionOf, authorizer }: HttpApiProps): void {
    const { root } = this.api;
    const integrate = (task: Parameters<typeof functionOf>[0]) =>
      new LambdaIntegration(functionOf(task), { scopePermissionToMethod: false });
    const guarded: MethodOptions = {
      authorizationType: AuthorizationType.CUSTOM,
      authorizer: this.createAuthorizer(authorizer),
    };
    const add = (family: IResource, integration: LambdaIntegration) => {
      if (PUBLIC_PATHS.includes(family.path)) {
        family.addMethod('ANY', integration, OPEN);
        return;
      }
      for (const resource of [family, family.addResource('{proxy+}')]) {
        resource.addMethod('ANY', integration, guarded);
        resource.addMethod('OPTIONS', integration, OPEN); // a browser's preflight carries no key
      }
    };
    const questions = integrate('serve-http');
    // Each branch has a {proxy+} of its own: what is not found on one need never be looked for on another.
    add(root, questions);
    for (const path of ['/v1', ...QUESTION_BRANCHES]) add(root.resourceForPath(path), questions);
    for (const task of Object.keys(FAMILIES).filter(isTask)) {
      const integration = integrate(task);
      for (const path of FAMILIES[task]) add(root.resourceForPath(path), integration);
    }
  }

  /**
   * A caller shows either of two headers, and an identity source that is missing would be a 401 at once: so there
   * is none, and without one nothing can be cached.
   */
  private createAuthorizer(handler: IFunction): RequestAuthorizer {
    return new RequestAuthorizer(this, 'Authorizer', {
      handler,
      identitySources: [],
      resultsCacheTtl: Duration.seconds(0),
    });
  }

  private acknowledgeFindings(): void {
    acknowledge(this, {
      'AwsSolutions-APIG2':
        'The function parses every request with the contracts and names the field at fault.',
      'AwsSolutions-APIG3': 'A web ACL is the account’s to choose; a REST API can have one attached.',
      'AwsSolutions-APIG4': 'Health, API description and preflight requests are public on purpose.',
      'AwsSolutions-COG4':
        'Callers are programs with API keys or tokens of any configured issuer, not Cognito users.',
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]':
        'API Gateway’s own role for its logs: AWS documents this managed policy for it.',
    });
  }
}
