import type { Expression } from '../query/query.ts';
import { filtered } from './filtered.ts';

type Share = Extract<Expression, { kind: 'share' }>;

/** A figure over the rows that meet the conditions, or over one group, against the figure over all. */
export function shareSql({ percent }: Share, figure: string, conditions: readonly string[]): string {
  const part = conditions.length > 0 ? filtered(figure, conditions.join(' AND ')) : figure;
  const whole = conditions.length > 0 ? figure : `sum(${figure}) OVER ()`;
  return `${percent ? '100.0' : '1.0'} * ${part} / NULLIF(${whole}, 0)`;
}
