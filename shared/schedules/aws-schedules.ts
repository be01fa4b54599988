import { newDynamodbClient, newSchedulerClient } from '../platform/aws-clients.ts';
import { createDynamodbScheduleStore } from './dynamodb-schedule-store.ts';
import { createEventBridgeScheduler, stopEventBridgeSchedule } from './eventbridge-scheduler.ts';

interface SchedulerPlace {
  readonly SCHEDULE_GROUP: string;
  readonly SCHEDULE_MACHINE_ARN: string;
  readonly SCHEDULE_ROLE_ARN: string;
  readonly SCHEDULE_LETTERS_ARN: string;
}

/** The schedules' records in the table a function's environment names. */
export const schedulesFrom = ({ JOBS_TABLE }: { readonly JOBS_TABLE: string }) =>
  createDynamodbScheduleStore({ client: newDynamodbClient(), table: JOBS_TABLE });

/** What fires them, in the group a function's environment names. */
export const schedulerFrom = (place: SchedulerPlace) =>
  createEventBridgeScheduler({
    client: newSchedulerClient(),
    group: place.SCHEDULE_GROUP,
    machineArn: place.SCHEDULE_MACHINE_ARN,
    roleArn: place.SCHEDULE_ROLE_ARN,
    lettersArn: place.SCHEDULE_LETTERS_ARN,
  });

/** What takes one away, for who never makes one. */
export const stopperFrom = ({ SCHEDULE_GROUP: group }: Pick<SchedulerPlace, 'SCHEDULE_GROUP'>) => ({
  stop: stopEventBridgeSchedule({ client: newSchedulerClient(), group }),
});
