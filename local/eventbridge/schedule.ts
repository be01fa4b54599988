import { compileCron } from './cron.ts';

const MINUTE_MS = 60_000;
const UNIT_MS: Readonly<Record<string, number>> = { minute: MINUTE_MS, hour: 3_600_000, day: 86_400_000 };

/** Runs `fire` as `rate(5 minutes)` or `cron(0 3 * * ? *)` says, until the returned function is called. */
export function startSchedule(expression: string, fire: () => void): () => void {
  const [, kind, argument = ''] = /^(rate|cron)\((.*)\)$/.exec(expression) ?? [];
  if (kind === 'rate') return repeat(rateMs(argument), fire);
  if (kind !== 'cron') throw new Error(`The local bus does not know the schedule ${expression}`);
  const isDue = compileCron(argument);
  return everyMinute((time) => {
    if (isDue(time)) fire();
  });
}

export function rateMs(rate: string): number {
  const [, value, unit = ''] = /^(\d+) (minute|hour|day)s?$/.exec(rate) ?? [];
  const unitMs = UNIT_MS[unit];
  if (unitMs === undefined) throw new Error(`The local bus does not know rate(${rate})`);
  return Number(value) * unitMs;
}

function repeat(intervalMs: number, fire: () => void): () => void {
  const timer = setInterval(fire, intervalMs).unref();
  return () => clearInterval(timer);
}

/** Ticks at the start of each minute. */
function everyMinute(tick: (time: Date) => void): () => void {
  let timer: NodeJS.Timeout;
  const plan = () => {
    timer = setTimeout(
      () => {
        tick(new Date());
        plan();
      },
      MINUTE_MS - (Date.now() % MINUTE_MS),
    ).unref();
  };
  plan();
  return () => clearTimeout(timer);
}
