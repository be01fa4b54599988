import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { machineArn } from '../machine-arns.ts';
import { acknowledge } from './acknowledge.ts';

export interface ScheduleGroupProps {
  readonly groupName: string;
  /** By name: the machine is made from functions that know this group. */
  readonly machineName: string;
}

/** Where standing questions are scheduled, as what they fire, and where firings go that could not be delivered. */
export class ScheduleGroup extends Construct {
  readonly name: string;
  readonly role: Role;
  readonly letters: Queue;

  constructor(scope: Construct, id: string, { groupName, machineName }: ScheduleGroupProps) {
    super(scope, id);
    this.name = new CfnScheduleGroup(this, 'Group', { name: groupName }).ref;
    this.letters = new Queue(this, 'Letters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    acknowledge(this.letters, {
      'AwsSolutions-SQS3': 'It is the dead-letter queue itself: every schedule of the group names it.',
    });
    this.role = this.createRole(groupName, machineName);
  }

  /** EventBridge Scheduler takes it for this group only, and may start the one machine with it. */
  private createRole(groupName: string, machineName: string): Role {
    const stack = Stack.of(this);
    const group = stack.formatArn({
      service: 'scheduler',
      resource: 'schedule-group',
      resourceName: groupName,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': stack.account, 'aws:SourceArn': group } },
      }),
    });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['states:StartExecution'],
        resources: [machineArn(stack, machineName)],
      }),
    );
    role.addToPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.letters.queueArn] }),
    );
    return role;
  }
}
