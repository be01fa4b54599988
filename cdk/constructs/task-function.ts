import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  CfnFunction,
  Code,
  Function as LambdaFunction,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type Grant, type GrantedResources, grantNamed } from '../grants.ts';
import type { TaskDefinition } from '../tasks/task-definition.ts';
import { isTraced } from '../tracing.ts';
import { acknowledge, acknowledgeWildcards } from './acknowledge.ts';

export interface TaskFunctionProps {
  readonly task: TaskDefinition;
  readonly codeFolder: string;
  readonly namePrefix: string;
  readonly environment: Record<string, string>;
  readonly resources: GrantedResources;
  readonly logRetentionDays: RetentionDays;
}

/** Tells the local stack which folder in tasks/ a function is made from. */
const TASK_METADATA = 'inquery:task';

/** Every function has it beside its own variables: the dimension that all metrics have in common. */
const DEPLOYMENT_VARIABLE = 'DEPLOYMENT';

const TRACED = {
  'AwsSolutions-IAM5[Resource::*]': 'X-Ray has no resources: AWS asks for * with these actions.',
};

function applyGrant(role: Role, grant: Grant, resources: GrantedResources): void {
  const { statements, wildcard } = grantNamed(grant);
  const granted = statements(resources);
  for (const statement of granted) role.addToPolicy(statement);
  if (wildcard) acknowledgeWildcards(role, granted, wildcard);
}

/** One task as a Lambda function: its own role with only its grants, its own log group with a retention. */
export class TaskFunction extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, props: TaskFunctionProps) {
    super(scope, props.task.name);
    const { task } = props;
    const logGroup = new LogGroup(this, 'Logs', {
      retention: props.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    for (const grant of task.grants) applyGrant(role, grant, props.resources);
    this.function = new LambdaFunction(this, 'Function', {
      functionName: `${props.namePrefix}-${task.name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'handler.handler',
      code: Code.fromAsset(props.codeFolder),
      memorySize: task.memoryMiB,
      timeout: Duration.seconds(task.timeoutSeconds),
      environment: { ...props.environment, [DEPLOYMENT_VARIABLE]: props.namePrefix },
      role,
      logGroup,
      // Lambda's own segments; the tracer's library stays out of the bundles.
      ...(isTraced(this) && { tracing: Tracing.ACTIVE }),
    });
    if (isTraced(this)) acknowledge(role, TRACED);
    this.markWithTask(task.name);
  }

  private markWithTask(name: string): void {
    const resource = this.function.node.defaultChild;
    if (!(resource instanceof CfnFunction)) throw new Error(`No CfnFunction for ${name}.`);
    resource.addMetadata(TASK_METADATA, name);
  }
}
