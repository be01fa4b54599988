import type { Period } from '../linking/period.ts';
import type { Expression } from '../query/query.ts';
import { filtered } from './filtered.ts';

type Change = Extract<Expression, { kind: 'change' }>;

/** The figure of one period against that of another. */
export function changeSql({ from, to, percent }: Change, figure: string, date: string): string {
  const [before, after] = [from, to].map((period) => filtered(figure, within(date, period)));
  if (percent) return `100.0 * (${after} - ${before}) / NULLIF(${before}, 0)`;
  return `coalesce(${after}, 0) - coalesce(${before}, 0)`;
}

function within(date: string, { from, to }: Period): string {
  return `${date} >= DATE '${from}' AND ${date} < DATE '${to}'`;
}
