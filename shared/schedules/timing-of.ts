import type { Schedule } from '../contracts/schedules.ts';
import { nextFiring, type Timing } from './expression/firing-times.ts';
import { parseScheduleExpression } from './expression/schedule-expression.ts';
import { timeZone } from './expression/time-zone.ts';

type Timed = Pick<Schedule, 'expression' | 'timeZone' | 'activeSince'>;

/** When a schedule is due; throws InvalidExpression. */
export function timingOf({ expression, timeZone: zone, activeSince }: Timed): Timing {
  return {
    expression: parseScheduleExpression(expression),
    zone: timeZone(zone),
    start: Date.parse(activeSince),
  };
}

/** When a schedule fires next; undefined for one that does not. `now` is in milliseconds since the epoch. */
export function nextRunAt(schedule: Timed & Pick<Schedule, 'status'>, now: number): string | undefined {
  if (schedule.status !== 'ACTIVE') return undefined;
  const next = nextFiring(timingOf(schedule), now);
  return next === undefined ? undefined : new Date(next).toISOString();
}

/** A time as a clock there shows it, with its offset: the date in it is the one people there have. */
export function localIso(at: string, zoneName: string): string {
  const instant = Date.parse(at);
  const local = timeZone(zoneName).localOf(instant);
  const minutes = Math.round((local - instant) / 60_000);
  const shown = new Date(local).toISOString().slice(0, 19);
  if (minutes === 0) return `${shown}Z`;
  const two = (value: number) => String(value).padStart(2, '0');
  const away = Math.abs(minutes);
  return `${shown}${minutes < 0 ? '-' : '+'}${two(Math.floor(away / 60))}:${two(away % 60)}`;
}
