import { ArnFormat, type Stack } from 'aws-cdk-lib';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** What the grants of schedules are about. */
export interface ScheduleResources {
  readonly stack: Stack;
  readonly scheduleGroupName: string;
  /** What EventBridge Scheduler starts the machine as. */
  readonly scheduleRole: IRole;
}

const WILDCARD = 'All schedules of our own group: their names are made while the product runs.';

const onSchedules = ({ stack, scheduleGroupName }: ScheduleResources, action: string) =>
  new PolicyStatement({
    actions: [`scheduler:${action}`],
    resources: [
      stack.formatArn({
        service: 'scheduler',
        resource: 'schedule',
        resourceName: `${scheduleGroupName}/*`,
        arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
      }),
    ],
  });

/** Making schedules hands EventBridge Scheduler the one role, and no other service. */
export const SCHEDULE_GRANTS = {
  'schedules:create': {
    statements: (all: ScheduleResources) => [
      onSchedules(all, 'CreateSchedule'),
      new PolicyStatement({
        actions: ['iam:PassRole'],
        resources: [all.scheduleRole.roleArn],
        conditions: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
      }),
    ],
    wildcard: WILDCARD,
  },
  'schedules:delete': {
    statements: (all: ScheduleResources) => [onSchedules(all, 'DeleteSchedule')],
    wildcard: WILDCARD,
  },
};
