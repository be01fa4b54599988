import { isAggregated, type Query } from '../query/query.ts';
import { quoteIdentifier } from '../schema/identifier.ts';
import { Unreadable } from '../unreadable.ts';
import { outputName } from './expression-sql.ts';
import type { WriteContext } from './write-context.ts';
import { writeQuery } from './write-query.ts';

/** Several questions for one figure each, as one row with a column for each. */
export function writeFigures(queries: readonly Query[], context: WriteContext): string {
  if (
    queries.some(
      ({ groups, select }) => groups.length > 0 || select.length !== 1 || !select.every(isAggregated),
    )
  )
    throw new Unreadable('several things counted for each group are beyond me');
  const taken = new Set<string>();
  const figures = queries.map((query) => {
    const [label, short] = labelsOf(query);
    const name = taken.has(label) ? short : label;
    taken.add(name);
    return `(${writeQuery(query, context).replace(/\s+/g, ' ')}) AS ${quoteIdentifier(name)}`;
  });
  return `SELECT ${figures.join(',\n  ')}`;
}

/** A name for the figure, and one that tells it from another of the same name. */
function labelsOf({ select: [figure], conditions }: Query): [string, string] {
  const label = (figure && outputName(figure)) ?? 'figure';
  const flag = conditions.find((one) => one.kind === 'flag');
  return [label, flag && !flag.negated ? `number_of_${flag.column.name}` : `${label}_2`];
}
