import { type Cron, parseCron } from './cron.ts';
import { InvalidExpression } from './invalid-expression.ts';

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

export type ScheduleExpression =
  | { readonly kind: 'cron'; readonly cron: Cron }
  | { readonly kind: 'rate'; readonly everyMs: number };

/** Reads `cron(0 9 * * ? *)` or `rate(5 minutes)`; throws InvalidExpression. */
export function parseScheduleExpression(text: string): ScheduleExpression {
  const [, kind, argument = ''] = /^(rate|cron)\((.*)\)$/.exec(text) ?? [];
  if (kind === 'cron') return { kind, cron: parseCron(argument) };
  if (kind === 'rate') return { kind, everyMs: rateMs(argument) };
  throw new InvalidExpression(`"${text}" is neither cron(…) nor rate(…).`);
}

/** `5 minutes` in milliseconds. */
export function rateMs(rate: string): number {
  const [, value = '', unit = ''] = /^([1-9]\d{0,8}) (minute|hour|day)s?$/.exec(rate) ?? [];
  const unitMs = UNIT_MS[unit];
  if (unitMs === undefined) {
    throw new InvalidExpression(
      `"${rate}" is no rate: give a number of minutes, hours or days, as in "12 hours".`,
    );
  }
  return Number(value) * unitMs;
}
