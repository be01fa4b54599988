import type { Message } from '@aws-sdk/client-sqs';
import { ExportMessage } from '../../shared/contracts/exports.ts';
import { ScheduleInput } from '../../shared/contracts/schedule-machine.ts';

/** The message of an export, when the letter is one. */
export function exportOf({ Body = '' }: Message): ExportMessage | undefined {
  try {
    return ExportMessage.safeParse(JSON.parse(Body)).data;
  } catch {
    return undefined;
  }
}

/**
 * Which run of which standing question EventBridge Scheduler could not start, when the letter is one of its own. Its
 * attributes say so; a schedule is named by its id.
 */
export function firingOf({ MessageAttributes: attributes = {} }: Message): ScheduleInput | undefined {
  const scheduleId = attributes.SCHEDULE_ARN?.StringValue?.split('/').at(-1);
  // To the second, as in what it starts: a time has one run.
  const scheduledAt = attributes.SCHEDULED_TIME?.StringValue?.replace(/\.\d+Z$/, 'Z');
  return ScheduleInput.safeParse({ scheduleId, scheduledAt }).data;
}
