/** A span of days: `from` inclusive, `to` exclusive, ISO dates. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** The calendar year. */
export function yearPeriod(year: number): Period {
  return { from: iso(year, 0), to: iso(year + 1, 0) };
}

/** The calendar month, counted from 0; months beyond the year roll over. */
export function monthPeriod(year: number, month: number): Period {
  return { from: iso(year, month), to: iso(year, month + 1) };
}

/** The quarter, counted from 0. */
export function quarterPeriod(year: number, quarter: number): Period {
  return { from: iso(year, quarter * 3), to: iso(year, quarter * 3 + 3) };
}

/** The single day. */
export function dayPeriod(day: string): Period {
  return { from: day, to: addDays(day, 1) };
}

/** The last `count` days up to and including today. */
export function lastDays(today: string, count: number): Period {
  return { from: addDays(today, 1 - count), to: addDays(today, 1) };
}

/** The months up to and including today: a month back from May 10 begins on April 11. */
export function lastMonths(today: string, count: number): Period {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month - count, 0)).getUTCDate();
  return { from: iso(year, month - 1 - count, Math.min(day, lastDay) + 1), to: addDays(today, 1) };
}

/** The week of this day, from Monday, or one so many weeks back. */
export function weekPeriod(today: string, back: number): Period {
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  const monday = addDays(today, -weekday - 7 * back);
  return { from: monday, to: addDays(monday, 7) };
}

/** The half year, counted from 0. */
export function halfPeriod(year: number, half: number): Period {
  return { from: iso(year, half * 6), to: iso(year, half * 6 + 6) };
}

function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

function iso(year: number, month: number, day = 1): string {
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}
