import type { Comparison } from '../linking/operators.ts';
import type { Period } from '../linking/period.ts';
import type { Condition } from '../query/query.ts';
import type { Column } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';

/** Column against figure; text columns that hold figures compare as the text they are. */
export function compareWith(column: Column, comparison: Comparison, value: number): Condition {
  if (column.kind === 'number') return { kind: 'compare', column, comparison, value };
  const digits =
    column.kind === 'text' && column.values.length > 0 && column.values.every((one) => /^\d{4}$/.test(one));
  if (digits || (column.kind === 'text' && comparison === '=')) {
    return { kind: 'compare', column, comparison, value: String(value) };
  }
  throw new Unreadable(`${column.name} holds no figures`);
}

/** Column against a span of days: after means past its end, before means ahead of its start. */
export function periodCondition(column: Column, comparison: Comparison, period: Period): Condition {
  if (column.kind !== 'date') {
    const year = Number(period.from.slice(0, 4));
    const whole = period.from.endsWith('-01-01') && period.to === `${year + 1}-01-01`;
    if (!whole) throw new Unreadable(`${column.name} holds no dates`);
    return compareWith(column, comparison, year);
  }
  const bounds = {
    '=': period,
    '<>': period,
    '>': { from: period.to },
    '>=': { from: period.from },
    '<': { to: period.from },
    '<=': { to: period.to },
  }[comparison];
  return { kind: 'period', column, ...bounds };
}
