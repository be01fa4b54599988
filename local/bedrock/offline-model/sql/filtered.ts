import { isSingleAggregate } from '../query/single-aggregate.ts';
import { Unreadable } from '../unreadable.ts';

/** An aggregate over some of the rows; an expression of several aggregates can't be narrowed like that. */
export function filtered(figure: string, condition: string): string {
  if (!isSingleAggregate(figure))
    throw new Unreadable('a figure made of several sums can not be told for a part');
  return `${figure} FILTER (WHERE ${condition})`;
}
