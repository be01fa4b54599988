import { isDue } from '../../shared/schedules/expression/cron.ts';
import { parseScheduleExpression } from '../../shared/schedules/expression/schedule-expression.ts';

const MINUTE_MS = 60_000;

/** Runs `fire` as `rate(5 minutes)` or `cron(0 3 * * ? *)` says, until the returned function is called. */
export function startSchedule(text: string, fire: () => void): () => void {
  const expression = parseScheduleExpression(text);
  if (expression.kind === 'rate') return repeat(expression.everyMs, fire);
  return everyMinute((time) => {
    if (isDue(expression.cron, time)) fire();
  });
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
