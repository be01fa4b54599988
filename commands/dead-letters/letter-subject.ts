import type { Message } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { ExportMessage } from '../../shared/contracts/exports.ts';
import { ScheduleInput } from '../../shared/contracts/schedule-machine.ts';

/** The message of an export, when the letter is one. */
export function exportOf({ Body = '' }: Message): ExportMessage | undefined {
  return ExportMessage.safeParse(jsonOf(Body)).data;
}

/** A run that was not started, and the machine it is one of. */
export interface LostFiring {
  readonly run: ScheduleInput;
  readonly machineArn: string;
}

/**
 * Which run of which standing question EventBridge Scheduler could not start, when the letter is one of its own. Its
 * attributes say so: a schedule is named by its id, its group after the deployment, as the machine is.
 */
export function firingOf({ MessageAttributes: attributes = {} }: Message): LostFiring | undefined {
  const [place = '', group, scheduleId] = attributes.SCHEDULE_ARN?.StringValue?.split('/') ?? [];
  // To the second, as in what it starts: a time has one run.
  const scheduledAt = attributes.SCHEDULED_TIME?.StringValue?.replace(/\.\d+Z$/, 'Z');
  const { data: run } = ScheduleInput.safeParse({ scheduleId, scheduledAt });
  const [arn, partition, , region, account] = place.split(':');
  const machineArn = `${arn}:${partition}:states:${region}:${account}:stateMachine:${group}-schedule`;
  return run && { run, machineArn };
}

/** An event that was given up. */
export interface LostEvent {
  /** The function that failed with it, or the target that a rule could not reach. */
  readonly targetArn: string;
  /** The rule, where the target was never reached. */
  readonly ruleArn?: string;
  readonly event: unknown;
}

const FailureRecord = z.object({
  requestContext: z.object({ functionArn: z.string() }),
  requestPayload: z.unknown(),
});

/** What Lambda or EventBridge gave up, when the letter is one of theirs. */
export function lostEventOf({
  Body = '',
  MessageAttributes: attributes = {},
}: Message): LostEvent | undefined {
  const body = jsonOf(Body);
  const targetArn = attributes.TARGET_ARN?.StringValue;
  const ruleArn = attributes.RULE_ARN?.StringValue;
  if (targetArn && ruleArn) return { targetArn, ruleArn, event: body };
  const { data } = FailureRecord.safeParse(body);
  return data && { targetArn: data.requestContext.functionArn, event: data.requestPayload };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
