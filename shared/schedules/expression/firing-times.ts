import type { Cron } from './cron.ts';
import { daysIn } from './cron-days.ts';
import type { ScheduleExpression } from './schedule-expression.ts';
import type { TimeZone } from './time-zone.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** When a schedule is due: by which expression, on which clock, and, by a rate, counted from when. */
export interface Timing {
  readonly expression: ScheduleExpression;
  readonly zone: TimeZone;
  /** Milliseconds since the epoch. */
  readonly start: number;
}

/**
 * The first time after `after`, in milliseconds since the epoch; undefined when there is none any more. As EventBridge
 * Scheduler has it: a local time that daylight saving time leaves out is left out, one that comes twice counts once,
 * and a day of a rate has 24 hours.
 */
export function nextFiring({ expression, zone, start }: Timing, after: number): number | undefined {
  if (expression.kind === 'cron') return nextOfCron(expression.cron, zone, Math.max(after, start - 1));
  const { everyMs } = expression;
  return after < start ? start : start + (Math.floor((after - start) / everyMs) + 1) * everyMs;
}

function nextOfCron(cron: Cron, zone: TimeZone, after: number): number | undefined {
  const from = new Date(zone.localOf(after));
  for (const day of daysOf(cron, from)) {
    for (const local of timesOf(cron, day)) {
      const instant = zone.instantOf(local);
      if (instant !== undefined && instant > after) return instant;
    }
  }
  return undefined;
}

/** Midnights of the days that count, from the one before the given time on: zones differ by a day at most. */
function* daysOf({ years, months, isDay }: Cron, from: Date): Generator<number> {
  const first = Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate() - 1);
  const firstYear = new Date(first).getUTCFullYear();
  for (const year of years) {
    if (year < firstYear) continue;
    for (const month of months) {
      const days = daysIn({ year, month });
      for (let day = 1; day <= days; day++) {
        const midnight = Date.UTC(year, month - 1, day);
        if (midnight >= first && isDay({ year, month, day })) yield midnight;
      }
    }
  }
}

function* timesOf({ hours, minutes }: Cron, midnight: number): Generator<number> {
  for (const hour of hours)
    for (const minute of minutes) yield midnight + hour * HOUR_MS + minute * MINUTE_MS;
}
