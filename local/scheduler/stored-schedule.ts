import * as z from 'zod';
import { nextFiring, type Timing } from '../../shared/schedules/expression/firing-times.ts';
import { parseScheduleExpression } from '../../shared/schedules/expression/schedule-expression.ts';
import { timeZone } from '../../shared/schedules/expression/time-zone.ts';

/** A schedule as it is kept; times are milliseconds since the epoch. */
export const StoredSchedule = z.strictObject({
  name: z.string(),
  group: z.string(),
  clientToken: z.string().optional(),
  description: z.string().optional(),
  expression: z.string(),
  timeZone: z.string(),
  startAt: z.number(),
  state: z.enum(['ENABLED', 'DISABLED']),
  target: z.strictObject({
    arn: z.string(),
    roleArn: z.string(),
    input: z.string(),
    lettersArn: z.string().optional(),
    maxAgeSeconds: z.int(),
    maxRetries: z.int(),
  }),
  createdAt: z.number(),
  /** When it fires next; null when it never does again. */
  nextAt: z.number().nullable(),
});
export type StoredSchedule = z.output<typeof StoredSchedule>;

/** Throws InvalidExpression. */
export function timingOf({
  expression,
  timeZone: zone,
  startAt,
}: Pick<StoredSchedule, 'expression' | 'timeZone' | 'startAt'>): Timing {
  return { expression: parseScheduleExpression(expression), zone: timeZone(zone), start: startAt };
}

/** The last time up to now that is due and not too old to be delivered, and the first after now. */
export function dueTimes(
  schedule: StoredSchedule,
  now: number,
): { readonly due: number | undefined; readonly next: number | null } {
  const timing = timingOf(schedule);
  const next = nextFiring(timing, now) ?? null;
  if (schedule.nextAt === null) return { due: undefined, next };
  const oldest = Math.max(schedule.nextAt, now - schedule.target.maxAgeSeconds * 1_000);
  let due: number | undefined;
  for (let at = nextFiring(timing, oldest - 1); at !== undefined && at <= now; at = nextFiring(timing, at)) {
    due = at;
  }
  return { due, next };
}
