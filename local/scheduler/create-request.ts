import * as z from 'zod';
import { nextFiring } from '../../shared/schedules/expression/firing-times.ts';
import { InvalidExpression } from '../../shared/schedules/expression/invalid-expression.ts';
import { WireError } from '../wire/json-service.ts';
import { type StoredSchedule, timingOf } from './stored-schedule.ts';

const NAME = /^[0-9a-zA-Z-_.]{1,64}$/;
/** AWS takes a start that has just passed: a request may be under way for a while. */
const PAST_START_MS = 5 * 60_000;
const DAY_SECONDS = 86_400;
const MOST_RETRIES = 185;

const target = z.strictObject({
  Arn: z
    .string()
    .regex(/^arn:aws:states:[^:]*:\d+:stateMachine:/, 'The local scheduler fires state machines only.'),
  RoleArn: z.string().min(1),
  Input: z.string().default('{}'),
  DeadLetterConfig: z.strictObject({ Arn: z.string() }).optional(),
  RetryPolicy: z
    .strictObject({
      MaximumEventAgeInSeconds: z.int().min(60).max(DAY_SECONDS).default(DAY_SECONDS),
      MaximumRetryAttempts: z.int().min(0).max(MOST_RETRIES).default(MOST_RETRIES),
    })
    .prefault({}),
});

/** What CreateSchedule is asked for, as far as the local scheduler knows it; anything else is refused. */
const createRequest = z.strictObject({
  GroupName: z.string().default('default'),
  ClientToken: z.string().min(1).max(64).optional(),
  Description: z.string().max(512).optional(),
  ScheduleExpression: z.string().min(1).max(256),
  ScheduleExpressionTimezone: z.string().max(50).default('UTC'),
  StartDate: z.number().optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  FlexibleTimeWindow: z.strictObject({ Mode: z.literal('OFF') }),
  Target: target,
});

/** The schedule a request asks for; throws a ValidationException. `now` is in milliseconds since the epoch. */
export function requestedSchedule(name: string, body: unknown, now: number): StoredSchedule {
  if (!NAME.test(name)) throw invalid(`The name ${name} is not one of a schedule.`);
  const parsed = createRequest.safeParse(body);
  if (!parsed.success) throw invalid(z.prettifyError(parsed.error));
  const { Target: asked, ...request } = parsed.data;
  const startAt = request.StartDate === undefined ? now : request.StartDate * 1_000;
  if (startAt < now - PAST_START_MS)
    throw invalid('The StartDate you specify cannot be earlier than 5 minutes ago.');
  const timed = {
    expression: request.ScheduleExpression,
    timeZone: request.ScheduleExpressionTimezone,
    startAt,
  };
  return {
    name,
    group: request.GroupName,
    ...(request.ClientToken !== undefined && { clientToken: request.ClientToken }),
    ...(request.Description !== undefined && { description: request.Description }),
    ...timed,
    state: request.State,
    target: {
      arn: asked.Arn,
      roleArn: asked.RoleArn,
      input: asked.Input,
      ...(asked.DeadLetterConfig && { lettersArn: asked.DeadLetterConfig.Arn }),
      maxAgeSeconds: asked.RetryPolicy.MaximumEventAgeInSeconds,
      maxRetries: asked.RetryPolicy.MaximumRetryAttempts,
    },
    createdAt: now,
    nextAt: firstFiring(timed, now),
  };
}

/** A rate fires when it starts, also when that has just passed. */
function firstFiring(timed: Parameters<typeof timingOf>[0], now: number): number | null {
  try {
    return nextFiring(timingOf(timed), Math.min(now, timed.startAt - 1)) ?? null;
  } catch (error) {
    if (error instanceof InvalidExpression) throw invalid(`Invalid Schedule Expression. ${error.message}`);
    throw error;
  }
}

const invalid = (message: string) => new WireError('ValidationException', message);
