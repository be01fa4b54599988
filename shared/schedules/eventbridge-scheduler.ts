import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  type SchedulerClient,
} from '@aws-sdk/client-scheduler';
import type { Schedule } from '../contracts/schedules.ts';
import type { Scheduler } from './scheduler.ts';

/** A firing that could not be delivered by then is a dead letter: a late answer to a standing question is none. */
const RETRY = { MaximumEventAgeInSeconds: 6 * 3_600, MaximumRetryAttempts: 30 };

export interface SchedulerPlace {
  readonly client: SchedulerClient;
  readonly group: string;
  /** The machine that is started, and the role it is started with. */
  readonly machineArn: string;
  readonly roleArn: string;
  /** The queue of firings that could not be delivered. */
  readonly lettersArn: string;
}

/** Schedules of EventBridge Scheduler: one in our group for each of ours that is active. */
export function createEventBridgeScheduler({ client, group, ...target }: SchedulerPlace): Scheduler {
  return {
    start: async (schedule) => {
      const command = new CreateScheduleCommand({
        Name: schedule.id,
        GroupName: group,
        ClientToken: `${schedule.id}-${schedule.version}`,
        ...timingOf(schedule),
        FlexibleTimeWindow: { Mode: 'OFF' },
        State: 'ENABLED',
        Target: {
          Arn: target.machineArn,
          RoleArn: target.roleArn,
          Input: firingInput(schedule.id),
          RetryPolicy: RETRY,
          DeadLetterConfig: { Arn: target.lettersArn },
        },
      });
      await client.send(command).catch(unless(ConflictException));
    },
    stop: stopEventBridgeSchedule({ client, group }),
  };
}

/** Takes a schedule out of the group. */
export function stopEventBridgeSchedule({
  client,
  group,
}: Pick<SchedulerPlace, 'client' | 'group'>): Scheduler['stop'] {
  return async (scheduleId) => {
    const command = new DeleteScheduleCommand({ Name: scheduleId, GroupName: group });
    await client.send(command).catch(unless(ResourceNotFoundException));
  };
}

function timingOf({ expression, timeZone, activeSince }: Schedule) {
  return {
    ScheduleExpression: expression,
    ScheduleExpressionTimezone: timeZone,
    // A rate counts from here, so that its times are known.
    ...(expression.startsWith('rate') && { StartDate: new Date(activeSince) }),
  };
}

/** EventBridge Scheduler puts the time in place of the attribute. */
const firingInput = (scheduleId: string) =>
  JSON.stringify({ scheduleId, scheduledAt: '<aws.scheduler.scheduled-time>' });

const unless =
  (harmless: typeof ConflictException | typeof ResourceNotFoundException) => (error: unknown) => {
    if (!(error instanceof harmless)) throw error;
  };
