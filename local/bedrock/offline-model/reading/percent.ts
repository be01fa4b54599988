import type { Condition } from '../query/query.ts';
import { type Column, isRate } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import type { Draft } from './draft.ts';

/** The condition with a figure told in percent turned into what the column holds. */
export function scalePercent(draft: Draft, condition: Condition): Condition {
  if (condition.kind !== 'compare' || typeof condition.value !== 'number') return condition;
  const { column, value } = condition;
  const told = draft.chunks.filter((chunk) => chunk.kind === 'number' && chunk.value === value);
  const isPercent = told.map((chunk) => chunk.kind === 'number' && chunk.percent === true);
  if (!isPercent.includes(true)) return condition;
  if (isPercent.includes(false)) throw new Unreadable(`it is not clear which ${value} is in percent`);
  draft.percents.push(value);
  return { ...condition, value: inColumn(column, value) };
}

/** Percents that were read as plain figures would mean something else. */
export function refuseLoosePercents({ chunks, percents }: Draft): void {
  const loose = chunks.find(
    (chunk) => chunk.kind === 'number' && chunk.percent && !percents.includes(chunk.value),
  );
  if (loose) throw new Unreadable(`it is not clear of what ${loose.text}% is taken`);
}

/** Fractions of 1 hold a hundredth of the percents; a rate that goes beyond 1 holds the percents themselves. */
function inColumn(column: Column, value: number): number {
  const [low, high] = (column.range ?? []).map(Number);
  const isKnown = low !== undefined && high !== undefined && low >= 0;
  if (isKnown ? high <= 1 : !column.range && /fraction/i.test(column.description))
    return Number((value / 100).toPrecision(12));
  if (isKnown && high > 1 && isRate(column)) return value;
  throw new Unreadable(
    `it is not known whether ${column.name} holds percents, so ${value}% can't be compared`,
  );
}
