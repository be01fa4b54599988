import type { CreateSchedule } from '../../shared/contracts/http/schedules.ts';
import { invalid } from '../../shared/http/http-problem.ts';
import { nextFiring, type Timing } from '../../shared/schedules/expression/firing-times.ts';
import { InvalidExpression } from '../../shared/schedules/expression/invalid-expression.ts';
import { parseScheduleExpression } from '../../shared/schedules/expression/schedule-expression.ts';
import { timeZone } from '../../shared/schedules/expression/time-zone.ts';

type Wish = Pick<CreateSchedule, 'cron' | 'rate' | 'timeZone'>;

interface Limits {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly leastMinutes: number;
}

const MINUTE_MS = 60_000;
/** Firings that are looked at: what repeats does so within them, as a rule. */
const LOOKED_AT = 100;

/** The expression as EventBridge Scheduler reads it; throws InvalidRequest where it would not, or it fires too often or never. */
export function requestedExpression(wish: Wish, limits: Limits): string {
  const field = wish.cron === undefined ? 'rate' : 'cron';
  const given = (wish.cron ?? wish.rate ?? '').replace(/\s+/g, ' ');
  const argument = new RegExp(`^${field}\\((.*)\\)$`).exec(given)?.[1] ?? given;
  const expression = `${field}(${argument.trim()})`;
  const zone = named('timeZone', () => timeZone(wish.timeZone));
  const parsed = named(field, () => parseScheduleExpression(expression));
  const message = faultOf({ expression: parsed, zone, start: limits.now }, limits);
  if (message) throw invalid([{ field, message }]);
  return expression;
}

function named<T>(field: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidExpression) throw invalid([{ field, message: error.message }]);
    throw error;
  }
}

function faultOf(timing: Timing, { now, leastMinutes }: Limits): string | undefined {
  let last = nextFiring(timing, now);
  if (last === undefined) return 'There is no such time any more.';
  for (let looked = 1; looked < LOOKED_AT; looked++) {
    const next = nextFiring(timing, last);
    if (next === undefined) return undefined;
    if (next - last < leastMinutes * MINUTE_MS)
      return `Between two runs there must be at least ${leastMinutes} minutes.`;
    last = next;
  }
  return undefined;
}
