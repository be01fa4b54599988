import type { HoleForm } from '../../contracts/verified-query.ts';

export type TimeForm = Exclude<HoleForm, 'number' | 'text'>;

const DAY_MS = 86_400_000;

const written = (year: number, month: number, daysLater = 0) =>
  new Date(Date.UTC(year, month - 1, 1) + daysLater * DAY_MS).toISOString().slice(0, 10);

/** The day that a year, a month and a year, or a day gives in a form; undefined where it gives none. */
export function dayOf(form: TimeForm, values: readonly unknown[]): string | undefined {
  const [first, second] = values.map(Number);
  const [year, month] = form.startsWith('month') ? [second, first] : [first, 1];
  if (form === 'date') return typeof values[0] === 'string' ? values[0] : undefined;
  if (year === undefined || month === undefined || Number.isNaN(year) || Number.isNaN(month))
    return undefined;
  switch (form) {
    case 'year-first-day':
      return written(year, 1);
    case 'year-last-day':
      return written(year, 13, -1);
    case 'year-after':
      return written(year, 13);
    case 'month-first-day':
      return written(year, month);
    case 'month-last-day':
      return written(year, month + 1, -1);
    case 'month-after':
      return written(year, month + 1);
  }
}
