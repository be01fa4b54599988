import { randomFor } from './random.ts';
import { weightedChoice } from './weighted-choice.ts';

/** The sample ends here; what happens later has not happened yet. */
export const LAST_DAY = '2025-12-31';

const FIRST_DAY = '2023-01-01';
const MS_PER_DAY = 86_400_000;
const YEARLY_GROWTH = 1.25;
/** January to December: a lull after the holidays and in summer, a rush before the year's end. */
const SEASON = [0.75, 0.8, 1, 1.05, 1, 0.95, 0.8, 0.85, 1.05, 1.1, 1.25, 1.35];
const DAYS = dayNumber(LAST_DAY) - dayNumber(FIRST_DAY) + 1;

const orderDays = weightedChoice(Array.from({ length: DAYS }, (_, day) => weightOf(day)));

/** The day of an order, as ISO text, at its share of all orders: later orders have later days. */
export function orderDay(index: number, total: number): string {
  return index === total - 1 ? LAST_DAY : addDays(FIRST_DAY, orderDays.at((index + 0.5) / total));
}

export function addDays(day: string, days: number): string {
  return new Date((dayNumber(day) + days) * MS_PER_DAY).toISOString().slice(0, 10);
}

function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY;
}

function weightOf(dayOfSample: number): number {
  const date = new Date((dayNumber(FIRST_DAY) + dayOfSample) * MS_PER_DAY);
  if (date.getUTCDay() % 6 === 0) return 0;
  const growth = YEARLY_GROWTH ** (dayOfSample / 365);
  return growth * (SEASON[date.getUTCMonth()] ?? 1) * (0.5 + randomFor('day', dayOfSample).fraction());
}
